using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.Clients;

/// <summary>A client's secret is changed without downtime: the new one works at once, the old one until the overlap has passed.</summary>
internal static class AddSecret
{
    public static async Task<Created<NewSecretView>> Handle(
        string id, AddSecretRequest request, IdentityDb db, Caller caller, Purpose purpose, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (secret, text) = ClientSecret.Generate(now);
        var client = await db.ChangeClientAsync(id, known =>
        {
            known.AddSecret(secret, TimeSpan.FromMinutes(request.OverlapMinutes), now);
            db.RecordAccess(caller, purpose, "client.secret-added", "client", id);
        }, cancellationToken);
        return TypedResults.Created((string?)null, new NewSecretView(secret.Id, text, ClientView.Of(client, now)));
    }
}

/// <summary>How long the secret in use goes on working: none at all after a leak, 30 days at most.</summary>
public sealed record AddSecretRequest([Range(0, 30 * 24 * 60)] int OverlapMinutes);
