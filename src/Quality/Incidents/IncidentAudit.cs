using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Incidents;

/// <summary>Keeps who came to an incident, and whose care it was about where a booking says so.</summary>
internal static class IncidentAudit
{
    /// <summary>The pseudonym of the person whose booking the incident names; null where it names none, one that has not been heard of or one that is erased.</summary>
    public static Task<string?> PersonOfAsync(this QualityDb db, Incident incident, CancellationToken cancellationToken) =>
        db.BookedPeople.Where(p => p.BookingId == incident.BookingId).Select(p => p.PersonKey)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>Adds the access record of an incident; a reporter has access to their own, an officer by their office alone.</summary>
    public static async Task RecordAccessAsync(
        this QualityDb db, Incident incident, Caller caller, Purpose purpose, string action, CancellationToken cancellationToken) =>
        db.RecordAccess(
            caller, purpose, action, "incident", $"{incident.Id.Value}",
            await db.PersonOfAsync(incident, cancellationToken), incident.BasisFor(caller));
}
