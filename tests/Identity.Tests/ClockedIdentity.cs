using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Identity.Tests;

/// <summary>A running identity service whose clock stands where the test puts it.</summary>
internal sealed class ClockedIdentity : IAsyncDisposable
{
    private ClockedIdentity(IdentityHost host, FixedClock clock) => (Host, Clock) = (host, clock);

    public IdentityHost Host { get; }

    public FixedClock Clock { get; }

    public static async Task<ClockedIdentity> StartAsync(RealServers servers, Action<IWebHostBuilder>? configure = null)
    {
        var clock = new FixedClock(TimeProvider.System.GetUtcNow());
        var host = await IdentityHost.StartAsync(servers, configure: web =>
        {
            web.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock));
            configure?.Invoke(web);
        });
        return new(host, clock);
    }

    public static implicit operator IdentityHost(ClockedIdentity clocked) => clocked.Host;

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
