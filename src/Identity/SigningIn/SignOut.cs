using IntegratedCare.Identity.Sessions;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.SigningIn;

/// <summary>The person leaves this browser. Leaving twice, or never having come, is no fault.</summary>
internal static class SignOut
{
    public static async Task<NoContent> Handle(
        HttpContext http, IdentityDb db, BrowserSessions sessions, CancellationToken cancellationToken)
    {
        if (await sessions.SignOutAsync(http, cancellationToken) is { } ended)
        {
            var caller = new Caller(ended.Subject, ended.Subject, "unknown", OrganisationCode: null, NeighbourhoodCode: null);
            db.RecordAccess(caller, Purpose.NotStated, "session.ended", "session", ended.Id.Value.ToString("N"));
            await db.SaveChangesAsync(cancellationToken);
        }

        return TypedResults.NoContent();
    }
}
