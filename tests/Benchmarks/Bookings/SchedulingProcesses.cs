using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using IntegratedCare.AppHost.LocalHosting;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Database;
using IntegratedCare.Scheduling;
using IntegratedCare.Testing;
using Npgsql;

namespace IntegratedCare.Benchmarks.Bookings;

/// <summary>The scheduling service and the gateway before it, each a process of its own, on a durable database server.</summary>
internal sealed class SchedulingProcesses : IAsyncDisposable
{
    private const string Login = "scheduling_service";
    private const string Password = "measured-only-here";
    private static readonly TimeSpan StartMax = TimeSpan.FromMinutes(5);
    private readonly List<Process> processes = [];
    private readonly PostgresServer postgres;
    private readonly RabbitMqServer rabbitMq;
    private readonly TokenIssuer tokens;

    private SchedulingProcesses(PostgresServer postgres, RabbitMqServer rabbitMq, TokenIssuer tokens) =>
        (this.postgres, this.rabbitMq, this.tokens) = (postgres, rabbitMq, tokens);

    public Uri Service { get; } = new($"http://127.0.0.1:{FreePort()}");

    public Uri Gateway { get; } = new($"http://127.0.0.1:{FreePort()}");

    public string OwnerConnectionString => postgres.ConnectionString("scheduling");

    public NpgsqlConnectionStringBuilder LoginConnectionString => new(OwnerConnectionString) { Username = Login, Password = Password };

    public static async Task<SchedulingProcesses> StartAsync()
    {
        var scheduling = new SchedulingProcesses(
            await PostgresServer.StartAsync(new() { Durable = true }, CancellationToken.None), await RabbitMqServer.StartAsync(new(), CancellationToken.None),
            await TokenIssuer.StartAsync(CancellationToken.None));
        await scheduling.postgres.CreateDatabaseAsync("scheduling", CancellationToken.None);
        await DatabaseMigration.RunAsync<SchedulingDb>(scheduling.OwnerConnectionString, Login, Password, CancellationToken.None);
        await scheduling.LaunchAsync();
        return scheduling;
    }

    /// <summary>A token that lasts longer than any run.</summary>
    public string Token(string role, string name) =>
        tokens.Issue(role, "practice-1", "central", name, token => token.Expires = token.NotBefore?.AddHours(12));

    public string LoaderToken() => tokens.Issue(Roles.PlaceLoader, change: token => token.Expires = token.NotBefore?.AddHours(12));

    /// <summary>What the processes have taken of the processors: the service's, and the gateway's.</summary>
    public (TimeSpan Service, TimeSpan Gateway) ProcessorTime()
    {
        processes.ForEach(p => p.Refresh());
        return (processes[0].TotalProcessorTime, processes[1].TotalProcessorTime);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        await tokens.DisposeAsync();
        await rabbitMq.DisposeAsync();
        await postgres.DisposeAsync();
    }

    private async Task LaunchAsync()
    {
        await rabbitMq.CreateVirtualHostAsync("scheduling", CancellationToken.None);
        var broker = new Uri(rabbitMq.AmqpUri, "/scheduling").ToString();
        await LaunchAsync("Scheduling", Service, new()
        {
            ["ConnectionStrings__database"] = LoginConnectionString.ConnectionString,
            ["ConnectionStrings__rabbitmq"] = broker,
            ["PersonalData__Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["PersonalData__PseudonymKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        });
        await LaunchAsync("Gateway", Gateway, new()
        {
            ["services__scheduling__http__0"] = Service.ToString(),
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
                ["services__identity__http__0"] = tokens.Address,
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
