using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Quality.Incidents;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Restrictions;

/// <summary>Let people into the service again, and say why it is safe now.</summary>
public sealed record LiftRestrictionRequest(
    [Required, StringLength(Restriction.ReasonLengthMax)] string Reason);

internal static class LiftRestriction
{
    public static async Task<Ok<RestrictionView>> Handle(
        Guid id,
        LiftRestrictionRequest request,
        Caller caller,
        Purpose purpose,
        QualityDb db,
        PersonalDataCipher cipher,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var restrictionId = RestrictionId.From(id);
        var restriction = await db.Restrictions.SingleOrDefaultAsync(r => r.Id == restrictionId, cancellationToken)
            ?? throw new DomainException(RestrictionErrors.NotFound);

        var now = time.GetUtcNow();
        restriction.Lift(cipher.Encrypt(request.Reason, Restriction.LiftReasonColumn, id), now);
        db.Timeline.Add(TimelineEntry.RestrictionLifted(restriction, caller, now));
        db.Publish(restriction.Lifted());
        db.RecordAccess(caller, purpose, "restriction.lift", "restriction", $"{id}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException(RestrictionErrors.AlreadyLifted);
        }

        var view = await RestrictionView.From(db, db.Restrictions.Where(r => r.Id == restrictionId))
            .SingleAsync(cancellationToken);
        return TypedResults.Ok(view);
    }
}
