using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Identity.Keys;

/// <summary>
/// A key that signs tokens for a time (ECDSA on P-256, so ES256). It is published before it signs, and after until the
/// last token it signed has ended.
/// </summary>
internal sealed class SigningKey
{
    public required string Id { get; init; }

    /// <summary>Its place in the line; no two keys share one, so two replicas cannot both make the next.</summary>
    public required int Generation { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset SignsFrom { get; set; }
    public DateTimeOffset? SignsUntil { get; set; }         // null: it has no successor yet
    public required byte[] PublicX { get; init; }
    public required byte[] PublicY { get; init; }
    public byte[]? ProtectedPrivateKey { get; private set; }    // null: it signs no more, so nobody may have it

    public static SigningKey Make(int generation, DateTimeOffset signsFrom, DateTimeOffset now, KeyProtection protection)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        var id = Guid.CreateVersion7(now).ToString("N");
        var privateKey = pair.ExportPkcs8PrivateKey();
        try
        {
            return new()
            {
                Id = id,
                Generation = generation,
                CreatedAt = now,
                SignsFrom = signsFrom,
                PublicX = point.X ?? throw new CryptographicException("The key has no public part."),
                PublicY = point.Y ?? throw new CryptographicException("The key has no public part."),
                ProtectedPrivateKey = protection.Protect(privateKey, id),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(privateKey);
        }
    }

    public bool SignsAt(DateTimeOffset now) => SignsFrom <= now && (SignsUntil is not { } end || now < end);

    public bool IsPublishedAt(DateTimeOffset now, KeyPolicy policy) =>
        SignsUntil is not { } end || now < end + policy.TokenLifetime + KeyPolicy.ClockSkew;

    /// <summary>A key that signs no more keeps no secret that could be stolen.</summary>
    public void ForgetPrivateKeyAfter(DateTimeOffset now)
    {
        if (SignsUntil is { } end && end + KeyPolicy.ClockSkew < now) ProtectedPrivateKey = null;
    }

    /// <summary>
    /// The private part, for the caller to dispose of; null where it is gone, or cannot be read with the present protection key.
    /// </summary>
    public ECDsa? Open(KeyProtection protection)
    {
        if (ProtectedPrivateKey is null || protection.Open(ProtectedPrivateKey, Id) is not { } privateKey) return null;
        try
        {
            var pair = ECDsa.Create();
            pair.ImportPkcs8PrivateKey(privateKey, out _);
            return pair;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(privateKey);
        }
    }

    public PublishedKeyView Published() => new(
        Kty: "EC", Crv: "P-256", Use: "sig", Alg: SecurityAlgorithms.EcdsaSha256, Kid: Id,
        X: Base64UrlEncoder.Encode(PublicX), Y: Base64UrlEncoder.Encode(PublicY));
}
