using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.BreakGlass;

/// <summary>What the privacy officer finds. The note is kept encrypted.</summary>
public sealed record ReviewGrantRequest(ReviewOutcome Outcome, [Required, StringLength(2000)] string Note);

/// <summary>Judges an emergency access, once and for good.</summary>
internal static class ReviewGrant
{
    public static async Task<GrantView> Handle(
        Guid id, ReviewGrantRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var grant = await db.BreakGlassGrants.SingleOrDefaultAsync(g => g.Id == new GrantId(id), cancellationToken)
            ?? throw new DomainException(BreakGlassErrors.Unknown);
        var now = time.GetUtcNow();
        grant.Review(request.Outcome, cipher.Encrypt(request.Note.Trim(), GrantMapping.ReviewNoteColumn, id), caller, now);

        db.RecordAccess(caller, purpose, "break-glass.review", "break-glass-grant", $"{id}", grant.PersonKey);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException(BreakGlassErrors.Reviewed);
        }

        return GrantView.Of(grant, now);
    }
}
