using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.Clients;

/// <summary>A program may sign in no more, whichever secret it has. The tokens it holds end within their quarter of an hour.</summary>
internal static class SuspendClient
{
    public static async Task<Ok<ClientView>> Handle(
        string id, IdentityDb db, Caller caller, Purpose purpose, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var client = await db.ChangeClientAsync(id, known =>
        {
            known.Suspend(now);
            db.RecordAccess(caller, purpose, "client.suspended", "client", id);
        }, cancellationToken);
        return TypedResults.Ok(ClientView.Of(client, now));
    }
}
