using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Identity.Federation;

/// <summary>Holds an ID token against everything that OpenID Connect Core (§3.1.3.7, §3.1.3.8) asks of it.</summary>
internal sealed class IdTokenCheck(ProviderSettings settings, TimeProvider time)
{
    /// <summary>Signatures by the provider's private key only: with a shared secret whoever has it could sign, and <c>none</c> is nobody's.</summary>
    private static readonly string[] Algorithms =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private const int SubjectLengthMax = 255;       // OpenID Connect Core §2

    private static readonly TimeSpan ClockSkewMax = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AgeMax = PendingSignIn.AgeMax;
    private static readonly JsonWebTokenHandler Reader = new() { MapInboundClaims = false };

    /// <summary>The claims of a token that holds; null where it was signed by a key that the configuration does not have.</summary>
    /// <exception cref="ProofException">It does not hold.</exception>
    public async Task<JsonElement?> ReadAsync(
        ProviderTokens tokens, string nonce, OpenIdConnectConfiguration provider)
    {
        var result = await Reader.ValidateTokenAsync(tokens.IdToken, new()
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = settings.ClientId,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = provider.SigningKeys,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (_, expires, _, _) => expires is { } end && time.GetUtcNow() < end.Add(ClockSkewMax),
        });
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException) return null;
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
            throw new ProofException($"the ID token is not valid ({result.Exception?.GetType().Name})");

        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        var claims = payload.RootElement.Clone();
        CheckParty(token, claims);
        CheckTimes(token);
        if (!Same(Claim(claims, "nonce"), nonce)) throw new ProofException("the ID token has another nonce");
        if (claims.TryGetProperty("at_hash", out _) && !Same(Claim(claims, "at_hash"), HashOf(tokens.AccessToken, token.Alg)))
            throw new ProofException("the ID token belongs to another access token");
        foreach (var (name, values) in settings.Required)
        {
            if (Claim(claims, name) is not { } value || !values.Contains(value))
                throw new ProofException($"the ID token's {name} is not one that this place accepts");
        }

        return claims;
    }

    public static string? Claim(JsonElement claims, string name) => claims.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        }
        : null;

    private void CheckParty(JsonWebToken token, JsonElement claims)
    {
        if (token.Subject is not { Length: > 0 and <= SubjectLengthMax })
            throw new ProofException("the ID token names nobody");
        var party = Claim(claims, "azp");
        if ((party is not null && party != settings.ClientId) || (party is null && token.Audiences.Count() > 1))
            throw new ProofException("the ID token was issued to another party");
    }

    private void CheckTimes(JsonWebToken token)
    {
        var now = time.GetUtcNow();
        if (token.IssuedAt < (now - AgeMax).UtcDateTime || token.IssuedAt > (now + ClockSkewMax).UtcDateTime)
            throw new ProofException("the ID token was not issued just now");
    }

    // The left half of the hash that the token's own algorithm uses.
    private static string HashOf(string accessToken, string algorithm)
    {
        var bytes = Encoding.ASCII.GetBytes(accessToken);
        var hash = algorithm[^3..] switch
        {
            "384" => SHA384.HashData(bytes),
            "512" => SHA512.HashData(bytes),
            _ => SHA256.HashData(bytes),
        };
        return WebEncoders.Base64UrlEncode(hash.AsSpan(0, hash.Length / 2));
    }

    private static bool Same(string? one, string other) =>
        one is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
