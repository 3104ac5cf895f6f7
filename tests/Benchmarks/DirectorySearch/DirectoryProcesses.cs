using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using IntegratedCare.DirectoryOfServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Benchmarks.DirectorySearch;

/// <summary>The directory service and the gateway before it, each a process of its own, on a real database of generated services.</summary>
internal sealed class DirectoryProcesses : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(5);

    private readonly RealServers servers = new();
    private readonly List<Process> processes = [];

    public Uri Service { get; } = new($"http://127.0.0.1:{FreePort()}");

    public Uri Gateway { get; } = new($"http://127.0.0.1:{FreePort()}");

    public string OwnerConnectionString => servers.Postgres.ConnectionString("directory");

    public static async Task<DirectoryProcesses> StartAsync(int size)
    {
        var directory = new DirectoryProcesses();
        await directory.servers.InitializeAsync();
        await directory.servers.Postgres.CreateDatabaseAsync("directory", CancellationToken.None);
        await DatabaseMigration.RunAsync<DirectoryDb>(directory.OwnerConnectionString, "directory_service", "measured-only-here", CancellationToken.None);
        await using (var owner = NpgsqlDataSource.Create(directory.OwnerConnectionString)) await new GeneratedDirectory(size).FillAsync(owner);
        await directory.LaunchAsync();
        return directory;
    }

    /// <summary>A token that lasts longer than any run.</summary>
    public string Token(string role = Roles.Gp) => servers.Tokens.Issue(role, change: token => token.Expires = token.NotBefore?.AddHours(12));

    /// <summary>What the service holds of the machine's memory now.</summary>
    public double ServiceMebibytes()
    {
        processes[0].Refresh();
        return processes[0].WorkingSet64 / 1024.0 / 1024.0;
    }

    /// <summary>What the service has taken of the processors since it started: the one figure that does not depend on what else the machine does.</summary>
    public TimeSpan ServiceProcessorTime()
    {
        processes[0].Refresh();
        return processes[0].TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        await servers.DisposeAsync();
    }

    private async Task LaunchAsync()
    {
        var service = new NpgsqlConnectionStringBuilder(OwnerConnectionString) { Username = "directory_service", Password = "measured-only-here" };
        await servers.RabbitMq.CreateVirtualHostAsync("directory", CancellationToken.None);
        var broker = new Uri(servers.RabbitMq.AmqpUri, "/directory").ToString();
        var watch = Stopwatch.StartNew();
        await LaunchAsync("DirectoryOfServices", Service, new()
        {
            ["ConnectionStrings__database"] = service.ConnectionString,
            ["ConnectionStrings__rabbitmq"] = broker,
            ["PersonalData__Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["PersonalData__PseudonymKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        });
        Console.WriteLine($"  ready, index loaded, after {watch.Elapsed.TotalSeconds:F1} s, {ServiceMebibytes():N0} MiB");
        await LaunchAsync("Gateway", Gateway, new()
        {
            ["services__directory__http__0"] = Service.ToString(),
            ["ConnectionStrings__rabbitmq"] = broker,
            ["Session__ClientSecret"] = "the-gateway-s-own-secret-of-the-benchmark",
            ["Limits__SignedIn__Burst"] = "100000000",
            ["Limits__SignedIn__PerSecond"] = "10000000",
        });
    }

    private async Task LaunchAsync(string program, Uri address, Dictionary<string, string> settings)
    {
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
                ["services__identity__http__0"] = servers.Tokens.Address,
            },
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        processes.Add(process);
        using var client = new HttpClient { BaseAddress = address };
        await Eventually.Async(async () =>
        {
            if (process.HasExited) throw new InvalidOperationException($"{program} ended while starting; its log above says why.");
            try
            {
                return (await client.GetAsync("/health")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, StartMax, $"{program}'s health");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
