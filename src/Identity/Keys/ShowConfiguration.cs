using System.Text.Json.Serialization;
using IntegratedCare.Identity.Demonstration;
using IntegratedCare.Identity.Tokens;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Identity.Keys;

/// <summary>Where tokens are issued and keys published, for programs that read OpenID Connect discovery or RFC 8414.</summary>
internal static class ShowConfiguration
{
    public static Ok<ConfigurationView> Handle(
        DemonstrationMode demonstration, IConfiguration configuration, HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var address = configuration["Identity:PublicAddress"]?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
        context.Response.Headers.CacheControl = ShowKeys.BrieflyCacheable;
        return TypedResults.Ok(new ConfigurationView(
            TokenClaims.Issuer,
            $"{address}/identity/token",
            $"{address}/identity/.well-known/jwks.json",
            demonstration.IsOn ? [GrantTypes.ClientCredentials, GrantTypes.Persona] : [GrantTypes.ClientCredentials],
            ["client_secret_basic", "client_secret_post"],
            [],
            Scopes.All,
            [SecurityAlgorithms.EcdsaSha256]));
    }
}

public sealed record ConfigurationView(
    [property: JsonPropertyName("issuer")] string Issuer,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("jwks_uri")] string JwksUri,
    [property: JsonPropertyName("grant_types_supported")] IReadOnlyList<string> GrantTypesSupported,
    [property: JsonPropertyName("token_endpoint_auth_methods_supported")] IReadOnlyList<string> TokenEndpointAuthMethodsSupported,
    [property: JsonPropertyName("response_types_supported")] IReadOnlyList<string> ResponseTypesSupported,
    [property: JsonPropertyName("scopes_supported")] IReadOnlyList<string> ScopesSupported,
    [property: JsonPropertyName("id_token_signing_alg_values_supported")] IReadOnlyList<string> SigningAlgorithmsSupported);
