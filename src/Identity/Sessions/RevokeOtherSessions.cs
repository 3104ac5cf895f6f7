using IntegratedCare.Kernel.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.Sessions;

/// <summary>A person ends every session of theirs but the one at this browser.</summary>
internal static class RevokeOtherSessions
{
    public static async Task<Ok<RevokedView>> Handle(
        PresentSession present, OpenSessions sessions, BrowserSessions browsers, IdentityDb db, Purpose purpose,
        CancellationToken cancellationToken)
    {
        var (own, caller) = await present.HolderAsync(sessions, cancellationToken);
        var ended = own.AccountId is { } account
            ? await browsers.EndAllAsync(account, SessionEnding.Revoked, except: own.Id, cancellationToken)
            : [];
        foreach (var session in ended) db.RecordAccess(caller, purpose, "session.revoked", "session", session.Id.Value.ToString("N"));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new RevokedView(ended.Count));
    }
}

public sealed record RevokedView(int Revoked);
