using IntegratedCare.DirectoryOfServices.OpenReferral;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

public sealed class OpenGateTests
{
    [Fact]
    public void As_many_as_may_are_inside_and_whoever_leaves_makes_room_for_one()
    {
        var gate = new OpenGate(atOnceMax: 2, OpenReferralErrors.TooManyLists);
        var first = gate.Enter();
        using var second = gate.Enter();

        Assert.Equal(OpenReferralErrors.TooManyLists, Assert.Throws<DomainException>(gate.Enter).Error);
        first.Dispose();
        first.Dispose();
        using var third = gate.Enter();
        Assert.Throws<DomainException>(gate.Enter);
    }
}
