using System.Text.Json.Serialization;

namespace IntegratedCare.Identity.Tokens;

/// <summary>An issued token (RFC 6749 §5.1), with what it may be used for where it is a program's.</summary>
public sealed record TokenView(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresInSeconds,
    [property: JsonPropertyName("scope")] string? Scope);
