using IntegratedCare.Testing;

namespace IntegratedCare.Identity.Tests;

/// <summary>One running identity service with a GP, for the tests of a class that leave it as they find it.</summary>
public sealed class DemonstrationPlace(RealServers servers) : IAsyncLifetime
{
    private IdentityHost? host;

    internal IdentityHost Identity => host ?? throw new InvalidOperationException("The service starts with its tests.");

    public async ValueTask InitializeAsync()
    {
        host = await IdentityHost.StartAsync(servers);
        await host.AddPersonasAsync("gp");
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }
}
