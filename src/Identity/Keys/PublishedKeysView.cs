namespace IntegratedCare.Identity.Keys;

/// <summary>A JSON Web Key Set (RFC 7517).</summary>
public sealed record PublishedKeysView(IReadOnlyList<PublishedKeyView> Keys);

/// <summary>The public part of one signing key, by the member names of RFC 7517 and RFC 7518.</summary>
public sealed record PublishedKeyView(string Kty, string Crv, string Use, string Alg, string Kid, string X, string Y);
