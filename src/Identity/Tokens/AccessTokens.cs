using IntegratedCare.Identity.Keys;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Identity.Tokens;

/// <summary>Signs what a caller is into a token (JWT, ES256) with the key whose turn it is.</summary>
/// <remarks>
/// The key is read for each token: replicas then change over at the same moment, and a private key stays in memory no longer than
/// the signature takes.
/// </remarks>
internal sealed class AccessTokens(KeyKeeper keeper, KeyProtection protection, IOptions<KeyPolicy> policy, TimeProvider time)
{
    private static readonly JsonWebTokenHandler Writer = new() { SetDefaultTimesOnTokenCreation = false };

    // Keeps no signer: the pair does not outlive the call.
    private static readonly CryptoProviderFactory Signers = new() { CacheSignatureProviders = false };

    /// <summary>The gateway asks again every few seconds, so that a session that was ended ends everywhere at once.</summary>
    private static readonly TimeSpan SessionTokenLifetime = TimeSpan.FromMinutes(1);

    public async Task<TokenView> IssueAsync(TokenContent content, string tokenId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ring = await keeper.ReadAsync(cancellationToken);
        var key = ring.SigningAt(now) ?? throw new ServiceUnavailableException("No key can sign yet.");
        using var pair = key.Open(protection)
            ?? throw new ServiceUnavailableException("The signing key cannot be read with the present protection key.");

        var lifetime = content.Session is null ? policy.Value.TokenLifetime : SessionTokenLifetime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = TokenClaims.Issuer,
            Claims = ClaimsOf(content, tokenId),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            SigningCredentials = new(new ECDsaSecurityKey(pair) { KeyId = key.Id }, SecurityAlgorithms.EcdsaSha256) { CryptoProviderFactory = Signers },
        };
        foreach (var audience in content.Reach.Audiences) descriptor.Audiences.Add(audience);
        return new(Writer.CreateToken(descriptor), "Bearer", (int)lifetime.TotalSeconds, content.Reach.Scope);
    }

    private static Dictionary<string, object> ClaimsOf(TokenContent content, string tokenId)
    {
        var caller = content.Caller;
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Jti] = tokenId,
            [TokenClaims.Subject] = caller.Subject,
            [TokenClaims.Name] = caller.Name,
            [TokenClaims.Role] = caller.Role,
        };
        if (caller.OrganisationCode is not null) claims[TokenClaims.Organisation] = caller.OrganisationCode;
        if (caller.NeighbourhoodCode is not null) claims[TokenClaims.Neighbourhood] = caller.NeighbourhoodCode;
        if (content.Reach.Scope is { } scope) claims[TokenClaims.Scope] = scope;
        if (content.SessionId is not null) claims[TokenClaims.Session] = content.SessionId;
        if (content.AuthenticationMethods.Count > 0) claims[TokenClaims.AuthenticationMethods] = content.AuthenticationMethods;
        return claims;
    }
}
