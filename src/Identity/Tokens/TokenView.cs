using System.Text.Json.Serialization;

namespace IntegratedCare.Identity.Tokens;

/// <summary>An issued token (RFC 6749 §5.1).</summary>
public sealed record TokenView(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresInSeconds);
