using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Restrictions;

internal static class ReadRestriction
{
    public static async Task<RestrictionView> Handle(
        Guid id,
        Caller caller,
        Purpose purpose,
        QualityDb db,
        PersonalDataCipher cipher,
        CancellationToken cancellationToken)
    {
        var asked = db.Restrictions.AsNoTracking().Where(r => r.Id == RestrictionId.From(id));
        var reasons = await asked.Select(r => new { r.Reason, r.LiftReason }).SingleOrDefaultAsync(cancellationToken)
            ?? throw new DomainException(RestrictionErrors.NotFound);

        // The access record is stored before anything is shown: what cannot be accounted for is not read.
        db.RecordAccess(caller, purpose, "restriction.read", "restriction", $"{id}");
        await db.SaveChangesAsync(cancellationToken);

        var view = await RestrictionView.From(db, asked).SingleAsync(cancellationToken);
        return view with
        {
            Reason = reasons.Reason is { } reason ? cipher.Decrypt(reason, Restriction.ReasonColumn, id) : null,
            LiftReason = reasons.LiftReason is { } lift ? cipher.Decrypt(lift, Restriction.LiftReasonColumn, id) : null,
        };
    }
}
