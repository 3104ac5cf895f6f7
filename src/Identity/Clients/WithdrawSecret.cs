using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.Clients;

/// <summary>A secret has come into the wrong hands, or is no longer needed: it ends at once.</summary>
internal static class WithdrawSecret
{
    public static async Task<Ok<ClientView>> Handle(
        string id, Guid secretId, IdentityDb db, Caller caller, Purpose purpose, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var client = await db.ChangeClientAsync(id, known =>
        {
            known.WithdrawSecret(secretId, now);
            db.RecordAccess(caller, purpose, "client.secret-withdrawn", "client", id);
        }, cancellationToken);
        return TypedResults.Ok(ClientView.Of(client, now));
    }
}
