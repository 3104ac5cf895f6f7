using IntegratedCare.DirectoryOfServices.Restrictions;

namespace IntegratedCare.DirectoryOfServices.Tests.Restrictions;

public sealed class RestrictionRuleTests
{
    private static readonly DateTimeOffset Imposed = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_restriction_stands_from_its_imposing_to_its_lifting()
    {
        var restriction = Restriction.Of(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()));
        Assert.False(restriction.Stands);

        restriction.Impose("suspended", Imposed);
        Assert.True(restriction.Stands);

        restriction.Lift(Imposed.AddDays(1));
        Assert.False(restriction.Stands);
    }

    [Fact]
    public void What_was_lifted_first_and_imposed_afterwards_does_not_stand()
    {
        var restriction = Restriction.Of(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()));

        restriction.Lift(Imposed.AddDays(1));
        restriction.Impose("suspended", Imposed);

        Assert.False(restriction.Stands);
        Assert.Equal((Imposed, Imposed.AddDays(1)), (restriction.ImposedAt, restriction.LiftedAt));
    }

    [Fact]
    public void Hearing_it_again_changes_nothing()
    {
        var restriction = Restriction.Of(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()));
        restriction.Impose("suspended", Imposed);

        restriction.Impose("noNewBookings", Imposed.AddDays(3));

        Assert.Equal(("suspended", Imposed), (restriction.Level, restriction.ImposedAt));
    }
}
