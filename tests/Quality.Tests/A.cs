using IntegratedCare.Contracts.Directory;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Quality.Incidents;
using IntegratedCare.Quality.Restrictions;

namespace IntegratedCare.Quality.Tests;

/// <summary>A valid example of each noun.</summary>
internal static class A
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static readonly Caller Nurse = new("persona:nurse", "Nurse", Roles.TeamClinician, "RT2", null);

    public static readonly LogIncidentRequest Incident = new(
        IncidentType.Incident,
        OccurredAt: new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero),
        Description: "Mrs Ashworth was given the wrong dose of warfarin.",
        PhysicalHarm.Moderate,
        PsychologicalHarm.Low);

    public static RestrictServiceRequest Restriction(Guid serviceId, Guid incidentId) =>
        new(serviceId, incidentId, RestrictionLevel.NoNewBookings, "Two wrong doses by one clinic in a week.");

    public static ServicePublished Service(string name = "Falls clinic", Guid? id = null, long version = 1) => new(
        id ?? Guid.CreateVersion7(), version, name, "communityHealth", Guid.CreateVersion7(), "Pennine Care",
        Bookable: true, TariffPence: 6_500, Status: "active", Now);
}
