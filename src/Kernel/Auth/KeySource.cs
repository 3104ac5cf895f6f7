using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Kernel.Auth;

/// <summary>Reads the place's published signing keys (JWKS, RFC 7517).</summary>
/// <remarks>
/// Over HTTP from the identity service, save in that service itself: it registers its own database as the source before it adds the kernel, for it
/// must not wait on its own door.
/// </remarks>
public delegate Task<string> KeySource(CancellationToken cancellationToken);

internal static class KeySources
{
    public const string ClientName = "identity";

    private static readonly Uri Address = new("http://identity/identity/.well-known/jwks.json");

    public static KeySource OverHttp(IServiceProvider services)
    {
        var clients = services.GetRequiredService<IHttpClientFactory>();
        return async cancellationToken =>
        {
            using var client = clients.CreateClient(ClientName);
            return await client.GetStringAsync(Address, cancellationToken);
        };
    }
}
