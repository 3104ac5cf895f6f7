using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IntegratedCare.Testing;

namespace IntegratedCare.Benchmarks;

/// <summary>A service of the place as a process of its own, as it runs for its users.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(5);
    private readonly Process process;

    private ServiceProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts the program of that name, and returns once it says that it is well.</summary>
    public static async Task<ServiceProcess> StartAsync(string program, IReadOnlyDictionary<string, string> settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, $"{program}.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            Environment =
            {
                ["ASPNETCORE_URLS"] = address.ToString(),
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["DOTNET_gcServer"] = "0",
                ["Logging__LogLevel__Default"] = "Error",
                ["Logging__LogLevel__Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",    // asked until it is ready
            },
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var service = new ServiceProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."), address);
        using var client = new HttpClient { BaseAddress = address };
        await Eventually.Async(async () =>
        {
            if (service.process.HasExited) throw new InvalidOperationException($"{program} ended while starting; its log above says why.");
            try
            {
                return (await client.GetAsync("/health")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, StartMax, $"{program}'s health");
        return service;
    }

    /// <summary>What the service has taken of the processors since it started: the one figure that does not depend on what else the machine does.</summary>
    public TimeSpan ProcessorTime()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>What the service holds of the machine's memory now.</summary>
    public long WorkingSetBytes()
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
