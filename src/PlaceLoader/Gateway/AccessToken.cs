using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace IntegratedCare.PlaceLoader.Gateway;

/// <summary>Identity's answer to a sign-in with client credentials.</summary>
internal sealed record AccessToken(
    [property: JsonPropertyName("access_token")] string Value,
    [property: JsonPropertyName("expires_in")] int ExpiresInSeconds)
{
    public static HttpRequestMessage Request(string clientSecret) =>
        new(HttpMethod.Post, "identity/token")
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "client_credentials"),
                new("client_id", GatewayOptions.ClientId),
                new("client_secret", clientSecret),
            ]),
        };

    public static async Task<AccessToken> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
            throw new GatewayException($"sign-in was refused: {await Answer.RefusalAsync(response, cancellationToken)}");
        return await response.Content.ReadFromJsonAsync<AccessToken>(cancellationToken)
            ?? throw new GatewayException("sign-in was answered without a token");
    }
}
