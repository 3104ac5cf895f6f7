using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Scheduling;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Benchmarks.SlotSearch;

/// <summary>The scheduling service, a process of its own, on a real database that was filled before it started.</summary>
internal sealed class SchedulingProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(5);
    private readonly RealServers servers = new();
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    public string OwnerConnectionString => servers.Postgres.ConnectionString("scheduling");

    public static async Task<SchedulingProcess> StartAsync(Func<NpgsqlDataSource, Task> fill)
    {
        var scheduling = new SchedulingProcess();
        await scheduling.servers.InitializeAsync();
        await scheduling.servers.Postgres.CreateDatabaseAsync("scheduling", CancellationToken.None);
        await DatabaseMigration.RunAsync<SchedulingDb>(scheduling.OwnerConnectionString, "scheduling_service", "measured-only-here", CancellationToken.None);
        await using (var owner = NpgsqlDataSource.Create(scheduling.OwnerConnectionString)) await fill(owner);
        await scheduling.LaunchAsync();
        return scheduling;
    }

    /// <summary>A token that lasts longer than any run.</summary>
    public string Token() => servers.Tokens.Issue(Roles.Gp, change: token => token.Expires = token.NotBefore?.AddHours(12));

    /// <summary>What the service has taken of the processors since it started: the one figure that does not depend on what else the machine does.</summary>
    public TimeSpan ProcessorTime()
    {
        process?.Refresh();
        return process?.TotalProcessorTime ?? TimeSpan.Zero;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) process.Kill();
        if (process is not null) await process.WaitForExitAsync();
        process?.Dispose();
        await servers.DisposeAsync();
    }

    private async Task LaunchAsync()
    {
        await servers.RabbitMq.CreateVirtualHostAsync("scheduling", CancellationToken.None);
        process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Scheduling.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            Environment =
            {
                ["ASPNETCORE_URLS"] = Address.ToString(),
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["DOTNET_gcServer"] = "0",
                ["Logging__LogLevel__Default"] = "Error",
                ["Logging__LogLevel__Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",    // asked until it is ready
                ["services__identity__http__0"] = servers.Tokens.Address,
                ["ConnectionStrings__database"] = new NpgsqlConnectionStringBuilder(OwnerConnectionString)
                {
                    Username = "scheduling_service", Password = "measured-only-here",
                }.ConnectionString,
                ["ConnectionStrings__rabbitmq"] = new Uri(servers.RabbitMq.AmqpUri, "/scheduling").ToString(),
                ["PersonalData__Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
                ["PersonalData__PseudonymKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            },
        }) ?? throw new InvalidOperationException("The service did not start.");
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.Async(async () =>
        {
            if (process.HasExited) throw new InvalidOperationException("The service ended while starting; its log above says why.");
            try
            {
                return (await client.GetAsync("/health")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, StartMax, "the service's health");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
