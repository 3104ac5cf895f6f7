using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Quality.Restrictions;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Incidents;

internal static class ReadIncident
{
    private const int AffectedBookingsMax = 200;
    private const int RestrictionsMax = 100;

    public static async Task<IncidentView> Handle(
        Guid id,
        Caller caller,
        Purpose purpose,
        QualityDb db,
        PersonalDataCipher cipher,
        CancellationToken cancellationToken)
    {
        var incidentId = IncidentId.From(id);
        var incident = await db.Incidents.AsNoTracking().KnownTo(caller)
            .SingleOrDefaultAsync(i => i.Id == incidentId, cancellationToken)
            ?? throw new DomainException(IncidentErrors.NotFound);

        // The access record is stored before anything is shown: what cannot be accounted for is not read.
        await db.RecordAccessAsync(incident, caller, purpose, "incident.read", cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        var service = await db.CareServices.AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == incident.ServiceId, cancellationToken);
        var oldestFirst = db.Restrictions.Where(r => r.IncidentId == incidentId).OrderBy(r => r.RestrictedAt);
        var restrictions = await RestrictionView.From(db, oldestFirst.Take(RestrictionsMax))
            .ToListAsync(cancellationToken);
        var affected = AffectedBookings.Of(db, incidentId);
        var listed = caller.Is(NeedToKnow.Officers)
            ? await AffectedBookings.InOrder(affected).Take(AffectedBookingsMax).ToListAsync(cancellationToken)
            : null;

        return new(
            Id: id,
            Reference: incident.Reference,
            EventType: incident.EventType,
            Status: incident.Status,
            OccurredAt: incident.OccurredAt,
            LoggedAt: incident.LoggedAt,
            ServiceId: incident.ServiceId?.Value,
            ServiceName: service?.Name,
            ServiceVerified: incident.ServiceId is null ? null : service is not null,
            BookingId: incident.BookingId?.Value,
            Description: incident.Description is { } told ? cipher.Decrypt(told, Incident.DescriptionColumn, id) : null,
            ErasedAt: incident.ErasedAt,
            PhysicalHarm: incident.PhysicalHarm,
            PsychologicalHarm: incident.PsychologicalHarm,
            Safeguarding: incident.Safeguarding,
            Reporter: new(
                incident.ReporterRole, incident.ReporterOrganisation, You: incident.ReporterSubject == caller.Subject),
            Restrictions: restrictions,
            AffectedBookings: listed,
            AffectedBookingsTotal: await affected.CountAsync(cancellationToken),
            AffectedBookingsAwaiting: await affected.CountAsync(
                a => a.State == AffectedBookingState.Awaiting, cancellationToken),
            AffectedBookingsComplete: restrictions.TrueForAll(r => r.AffectedBookingsComplete));
    }
}
