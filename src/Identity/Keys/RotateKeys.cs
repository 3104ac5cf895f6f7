using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Identity.Keys;

/// <summary>An operator wants another key to sign, without waiting for its day.</summary>
internal static class RotateKeys
{
    public static async Task<Ok<RotationView>> Handle(
        KeyKeeper keeper, IdentityDb db, Caller caller, Purpose purpose, CancellationToken cancellationToken)
    {
        var next = await keeper.RotateNowAsync(
            key => db.RecordAccess(caller, purpose, "signing-key.rotated", "signing-key", key.Id), cancellationToken);
        return TypedResults.Ok(new RotationView(next.Id, next.SignsFrom));
    }
}

/// <summary>The key that signs next, and from when; by then every service can know it.</summary>
public sealed record RotationView(string KeyId, DateTimeOffset SignsFrom);
