using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Kernel.Auth;

/// <summary>Tokens whose signature has been proven a moment ago: a caller shows the same one with each request, and the proof costs more than the rest.</summary>
/// <remarks>
/// What is kept holds for the very text, scheme and set of keys it was proven with, and no longer than the token says: when the keys are read again, all
/// are proven again. Nothing else in a token's proof changes with time.
/// </remarks>
internal sealed class ProvenTokens
{
    private const int KeptMax = 10_000;
    private readonly ConcurrentDictionary<(string Token, string Scheme), Proof> kept = new();

    /// <summary>Who the token is of; null where it has to be proven.</summary>
    public ClaimsIdentity? Find(string token, string scheme, IList<SecurityKey> keys)
    {
        if (!kept.TryGetValue((token, scheme), out var proof)) return null;
        // By the clock that the proof itself goes by.
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return ReferenceEquals(proof.Keys, keys) && now >= proof.From && now <= proof.Until ? proof.Identity : null;
    }

    public void Keep(string token, string scheme, IList<SecurityKey> keys, TokenValidationResult proven)
    {
        if (kept.Count >= KeptMax) kept.Clear();
        var (from, until) = (proven.SecurityToken.ValidFrom, proven.SecurityToken.ValidTo + BearerHandler.ClockSkewMax);
        if (from > DateTime.UnixEpoch) from -= BearerHandler.ClockSkewMax;      // a token need not say from when
        kept[(token, scheme)] = new(keys, from, until, proven.ClaimsIdentity);
    }

    private sealed record Proof(IList<SecurityKey> Keys, DateTime From, DateTime Until, ClaimsIdentity Identity);
}
