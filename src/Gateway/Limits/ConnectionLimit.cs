using IntegratedCare.Kernel.Auth;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace IntegratedCare.Gateway.Limits;

/// <summary>How many connections one address may hold open, so that a single machine cannot take all that there are.</summary>
internal sealed class ConnectionLimit(int perAddressMax)
{
    private readonly ConcurrentDictionary<string, int> open = new();

    public static void Add(WebApplicationBuilder builder) =>
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IConfiguration>((kestrel, configuration) =>
        {
            var limit = new ConnectionLimit(configuration.GetValue("Limits:ConnectionsPerAddress", 2_000));
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => limit.AdmitAsync(connection, next)));
        });

    private async Task AdmitAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = CallerNetwork.Of((connection.RemoteEndPoint as IPEndPoint)?.Address);
        try
        {
            if (open.AddOrUpdate(address, 1, (_, count) => count + 1) > perAddressMax) connection.Abort();
            else await next(connection);
        }
        finally
        {
            Leave(address);
        }
    }

    // The last one out takes the entry along, or addresses seen once would stay for ever.
    private void Leave(string address)
    {
        if (open.AddOrUpdate(address, 0, (_, count) => count - 1) <= 0) open.TryRemove(KeyValuePair.Create(address, 0));
    }
}
