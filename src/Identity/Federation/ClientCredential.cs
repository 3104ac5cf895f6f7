using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Identity.Federation;

/// <summary>How we prove to a provider who we are: by a shared secret, or better by a private key of our own (RFC 7523).</summary>
internal abstract record ClientCredential
{
    private static readonly string[] KeyAlgorithms =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static ClientCredential Read(IConfigurationSection setting, Func<string, Exception> wrong)
    {
        var (secret, keyFile) = (setting["ClientSecret"], setting["PrivateKeyFile"]);
        if (secret is { Length: > 0 } && string.IsNullOrEmpty(keyFile)) return new SharedSecret(secret);
        if (!string.IsNullOrEmpty(secret) || string.IsNullOrEmpty(keyFile)) throw wrong("it needs ClientSecret or PrivateKeyFile, and not both");

        var algorithm = setting["KeyAlgorithm"] ?? SecurityAlgorithms.RsaSha256;
        if (!KeyAlgorithms.Contains(algorithm)) throw wrong("its KeyAlgorithm is not known");
        try
        {
            return new PrivateKey(ReadKey(File.ReadAllText(keyFile), algorithm, setting["KeyId"]), algorithm);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw wrong("its PrivateKeyFile is not a readable private key in PEM that fits KeyAlgorithm");
        }
    }

    private static AsymmetricSecurityKey ReadKey(string pem, string algorithm, string? keyId)
    {
        if (algorithm.StartsWith("ES", StringComparison.Ordinal))
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return new ECDsaSecurityKey(curve) { KeyId = keyId };
        }

        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return new RsaSecurityKey(rsa) { KeyId = keyId };
    }
}

internal sealed record SharedSecret(string Secret) : ClientCredential
{
    public override string ToString() => "Secret …";
}

internal sealed record PrivateKey(AsymmetricSecurityKey Key, string Algorithm) : ClientCredential
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private static readonly JsonWebTokenHandler Writer = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>A short-lived assertion, good for one request at one token endpoint.</summary>
    public string Assert(string clientId, string tokenEndpoint, DateTimeOffset now) => Writer.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = clientId,
        Audience = tokenEndpoint,
        IssuedAt = now.UtcDateTime,
        Expires = (now + Lifetime).UtcDateTime,
        Claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = clientId,
            [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
        },
        SigningCredentials = new(Key, Algorithm),
    });
}
