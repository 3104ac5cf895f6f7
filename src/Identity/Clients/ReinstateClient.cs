using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.Clients;

/// <summary>A suspended program may sign in again, with the secrets that it has.</summary>
internal static class ReinstateClient
{
    public static async Task<Ok<ClientView>> Handle(
        string id, IdentityDb db, Caller caller, Purpose purpose, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = await db.ChangeClientAsync(id, known =>
        {
            known.Reinstate();
            db.RecordAccess(caller, purpose, "client.reinstated", "client", id);
        }, cancellationToken);
        return TypedResults.Ok(ClientView.Of(client, time.GetUtcNow()));
    }
}
