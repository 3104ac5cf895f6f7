using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Quality.Incidents;

/// <summary>What somebody tells, in their own words.</summary>
/// <remarks>
/// The harms are mandatory for an incident, and none where another kind of event leaves them out. A service that
/// Quality has not heard of yet is taken as told: a person in a hurry is not turned away because an event is late.
/// <c>Safeguarding</c>: somebody may be abused or neglected.
/// </remarks>
public sealed record LogIncidentRequest(
    IncidentType EventType,
    DateTimeOffset OccurredAt,
    [Required, StringLength(Incident.DescriptionLengthMax)] string Description,
    PhysicalHarm? PhysicalHarm = null,
    PsychologicalHarm? PsychologicalHarm = null,
    Guid? ServiceId = null,
    Guid? BookingId = null,
    bool? Safeguarding = null);

/// <summary>What the reporter keeps.</summary>
public sealed record LoggedIncidentView(Guid Id, string Reference);

internal static class LogIncident
{
    public static async Task<Created<LoggedIncidentView>> Handle(
        LogIncidentRequest request,
        Caller caller,
        Purpose purpose,
        QualityDb db,
        PersonalDataCipher cipher,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var reference = await IncidentReference.NextAsync(db, now, cancellationToken);
        var incident = Incident.Log(request, reference,
            id => cipher.Encrypt(request.Description, Incident.DescriptionColumn, id.Value), caller, now);

        db.Incidents.Add(incident);
        db.Timeline.Add(TimelineEntry.Logged(incident));
        db.Publish(incident.Logged());
        await db.RecordAccessAsync(incident, caller, purpose, "incident.log", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(
            $"/api/quality/incidents/{incident.Id.Value}", new LoggedIncidentView(incident.Id.Value, reference));
    }
}
