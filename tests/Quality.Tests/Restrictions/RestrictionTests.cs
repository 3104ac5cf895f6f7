using IntegratedCare.Kernel.Errors;
using IntegratedCare.Quality.CareServices;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Restrictions;

namespace IntegratedCare.Quality.Tests.Restrictions;

public sealed class RestrictionTests
{
    private static readonly byte[] Reason = [1];

    private readonly Incident incident = Incident.Log(A.Incident, "QI-2026-000001", _ => [1], A.Nurse, A.Now);

    private Restriction Restrict(RestrictionLevel level = RestrictionLevel.NoNewBookings) =>
        Restriction.Of(CareServiceId.From(Guid.CreateVersion7()), incident, level, _ => Reason, A.Now);

    [Fact]
    public void An_incident_that_led_to_a_restriction_is_acted_on()
    {
        Restrict();

        Assert.Equal(IncidentStatus.ActedOn, incident.Status);
    }

    [Theory]
    [InlineData(RestrictionLevel.NoNewBookings, "noNewBookings")]
    [InlineData(RestrictionLevel.Suspended, "suspended")]
    public void A_restriction_says_its_level_in_the_words_of_the_contract(RestrictionLevel level, string word)
    {
        var restriction = Restrict(level);

        var heard = restriction.Restricted();

        Assert.Equal(
            (restriction.Id.Value, restriction.ServiceId.Value, word, A.Now),
            (heard.RestrictionId, heard.ServiceId, heard.Level, heard.OccurredAt));
    }

    [Fact]
    public void A_restriction_stands_until_it_is_lifted()
    {
        var restriction = Restrict();
        Assert.Equal(RestrictionStatus.Standing, restriction.Status);

        restriction.Lift(Reason, A.Now.AddDays(1));

        Assert.Equal((RestrictionStatus.Lifted, A.Now.AddDays(1)), (restriction.Status, restriction.Lifted().OccurredAt));
    }

    [Fact]
    public void A_restriction_is_lifted_once()
    {
        var restriction = Restrict();
        restriction.Lift(Reason, A.Now);

        var refusal = Assert.Throws<DomainException>(() => restriction.Lift(Reason, A.Now));

        Assert.Equal(RestrictionErrors.AlreadyLifted, refusal.Error);
    }
}
