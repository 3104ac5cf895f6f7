using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IntegratedCare.ServiceDefaults.HttpClients;

internal static class HttpClientDefaults
{
    private static readonly TimeSpan CallMax = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectionAgeMax = TimeSpan.FromMinutes(5);

    public static void AddHttpClientDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ServiceAddresses>();
        builder.Services.AddTransient<ServiceDiscoveryHandler>();
        builder.Services.AddTransient<SafeRetryHandler>();

        builder.Services.ConfigureHttpClientDefaults(clients => clients
            .ConfigureHttpClient(client => client.Timeout = CallMax)
            .UseSocketsHttpHandler((sockets, _) =>
            {
                sockets.ConnectTimeout = ConnectMax;
                sockets.PooledConnectionLifetime = ConnectionAgeMax;
            })
            // Retry outside, discovery inside: each attempt goes to the next instance.
            .AddHttpMessageHandler<SafeRetryHandler>()
            .AddHttpMessageHandler<ServiceDiscoveryHandler>()
            // The span of a call tells more than its log lines, and carries no query string.
            .RemoveAllLoggers());
    }
}
