using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Sessions;

/// <summary>A person ends one of their own sessions, perhaps at a browser that was left or lost.</summary>
internal static class RevokeSession
{
    public static async Task<NoContent> Handle(
        Guid id, PresentSession present, OpenSessions sessions, IdentityDb db, TimeProvider time, Purpose purpose,
        CancellationToken cancellationToken)
    {
        var (own, caller) = await present.HolderAsync(sessions, cancellationToken);
        var now = time.GetUtcNow();
        var revoked = await db.Sessions.SingleOrDefaultAsync(session => session.Id == new SessionId(id), cancellationToken);
        var isTheirs = revoked is not null && (revoked.Id == own.Id || (own.AccountId is not null && revoked.AccountId == own.AccountId));
        if (revoked is null || !isTheirs || !revoked.IsAliveAt(now)) throw new DomainException(SessionErrors.None);

        revoked.End(SessionEnding.Revoked, now);
        db.RecordAccess(caller, purpose, "session.revoked", "session", id.ToString("N"));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
