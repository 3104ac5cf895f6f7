using System.Text.Json;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Quality.Incidents;

namespace IntegratedCare.Quality.Tests.Incidents;

public sealed class IncidentTests
{
    private static readonly byte[] Description = [1];

    private static Incident Log(LogIncidentRequest told) =>
        Incident.Log(told, "QI-2026-000001", _ => Description, A.Nurse, A.Now);

    private static DomainError Refusal(LogIncidentRequest told) =>
        Assert.Throws<DomainException>(() => Log(told)).Error;

    [Fact]
    public void An_incident_of_tomorrow_is_refused() =>
        Assert.Equal(IncidentErrors.InTheFuture, Refusal(A.Incident with { OccurredAt = A.Now.AddDays(1) }));

    [Fact]
    public void A_clock_that_runs_a_little_ahead_is_forgiven_and_the_incident_occurred_now() =>
        Assert.Equal(A.Now, Log(A.Incident with { OccurredAt = A.Now.AddMinutes(5) }).OccurredAt);

    [Fact]
    public void A_clock_that_runs_further_ahead_is_not_forgiven() =>
        Assert.Equal(IncidentErrors.InTheFuture, Refusal(A.Incident with { OccurredAt = A.Now.AddMinutes(5).AddTicks(1) }));

    [Fact]
    public void Harm_of_a_childhood_ninety_years_ago_can_be_told() =>
        Assert.Equal(A.Now.AddYears(-90), Log(A.Incident with { OccurredAt = A.Now.AddYears(-90) }).OccurredAt);

    [Fact]
    public void A_year_that_nobody_living_remembers_is_refused() =>
        Assert.Equal(IncidentErrors.TooLongAgo, Refusal(A.Incident with { OccurredAt = A.Now.AddYears(-121) }));

    [Fact]
    public void An_incident_states_both_harms()
    {
        Assert.Equal(IncidentErrors.HarmMissing, Refusal(A.Incident with { PhysicalHarm = null }));
        Assert.Equal(IncidentErrors.HarmMissing, Refusal(A.Incident with { PsychologicalHarm = null }));
    }

    [Theory]
    [InlineData(IncidentType.Outcome)]
    [InlineData(IncidentType.Risk)]
    [InlineData(IncidentType.GoodCare)]
    public void Another_kind_of_event_did_no_harm_unless_it_says_so(IncidentType type)
    {
        var incident = Log(A.Incident with { EventType = type, PhysicalHarm = null, PsychologicalHarm = null });

        Assert.Equal((PhysicalHarm.None, PsychologicalHarm.None), (incident.PhysicalHarm, incident.PsychologicalHarm));
    }

    [Fact]
    public void The_reporter_is_kept_by_role_and_organisation_without_a_name()
    {
        var incident = Log(A.Incident);

        Assert.Equal(
            ("persona:nurse", "team-clinician", "RT2"),
            (incident.ReporterSubject, incident.ReporterRole, incident.ReporterOrganisation));
    }

    [Fact]
    public void Others_hear_what_and_where_but_not_that_safeguarding_is_involved()
    {
        var service = Guid.NewGuid();
        var told = A.Incident with { ServiceId = service, EventType = IncidentType.GoodCare };
        var quiet = Log(told with { Safeguarding = true }).Logged();
        var plain = Log(told).Logged();

        Assert.Equal(
            ("goodCare", (Guid?)service, "moderate", "low"),
            (quiet.EventType, quiet.ServiceId, quiet.PhysicalHarm, quiet.PsychologicalHarm));
        Assert.Equal(
            JsonSerializer.Serialize(plain with { IncidentId = Guid.Empty }),
            JsonSerializer.Serialize(quiet with { IncidentId = Guid.Empty }));
    }

    [Theory]
    [InlineData(2026, 123, "QI-2026-000123")]
    [InlineData(2027, 1_234_567, "QI-2027-1234567")]
    public void A_reference_is_a_year_and_a_number(int year, long number, string reference) =>
        Assert.Equal(reference, IncidentReference.Of(new(year, 12, 31), number));
}
