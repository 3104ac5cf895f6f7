using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Quality.CareServices;
using IntegratedCare.Quality.Incidents;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Restrictions;

/// <summary>
/// Keep people out of a service because of an incident. The reason may be clinical and is kept encrypted.
/// </summary>
public sealed record RestrictServiceRequest(
    Guid ServiceId,
    Guid IncidentId,
    RestrictionLevel Level,
    [Required, StringLength(Restriction.ReasonLengthMax)] string Reason);

internal static class RestrictService
{
    public static async Task<Created<RestrictionView>> Handle(
        RestrictServiceRequest request,
        Caller caller,
        Purpose purpose,
        QualityDb db,
        PersonalDataCipher cipher,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var incidentId = IncidentId.From(request.IncidentId);

        // Until this is done nobody erases what the restriction rests on.
        await db.Database.ExecuteSqlAsync($"select from incidents where id = {request.IncidentId} for key share", cancellationToken);
        var incident = await db.Incidents.KnownTo(caller)
            .SingleOrDefaultAsync(i => i.Id == incidentId, cancellationToken)
            ?? throw new DomainException(RestrictionErrors.IncidentUnknown);
        var serviceId = CareServiceId.From(request.ServiceId);
        if (!await db.CareServices.AnyAsync(s => s.Id == serviceId, cancellationToken))
            throw new DomainException(RestrictionErrors.ServiceUnknown);

        var now = time.GetUtcNow();
        var restriction = Restriction.Of(serviceId, incident, request.Level,
            id => cipher.Encrypt(request.Reason, Restriction.ReasonColumn, id.Value), now);
        db.Restrictions.Add(restriction);
        db.Timeline.Add(TimelineEntry.ServiceRestricted(restriction, caller, now));
        db.Publish(restriction.Restricted());
        db.RecordAccess(caller, purpose, "restriction.make", "restriction", $"{restriction.Id.Value}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.IsDuplicate(RestrictionMapping.StandingIndex))
        {
            throw new DomainException(RestrictionErrors.AlreadyStands);
        }

        var view = await RestrictionView.From(db, db.Restrictions.Where(r => r.Id == restriction.Id))
            .SingleAsync(cancellationToken);
        return TypedResults.Created($"/api/quality/restrictions/{view.Id}", view);
    }
}
