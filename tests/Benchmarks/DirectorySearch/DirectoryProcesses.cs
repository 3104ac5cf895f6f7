using System.Diagnostics;
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
    private readonly RealServers servers = new();
    private ServiceProcess? service;
    private ServiceProcess? gateway;

    public Uri Service => Directory.Address;

    public Uri Gateway => gateway?.Address ?? throw new InvalidOperationException("It starts with the measurement.");

    private ServiceProcess Directory => service ?? throw new InvalidOperationException("It starts with the measurement.");

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
    public double ServiceMebibytes() => Directory.WorkingSetBytes() / 1024.0 / 1024.0;

    /// <summary>What the service has taken of the processors since it started.</summary>
    public TimeSpan ServiceProcessorTime() => Directory.ProcessorTime();

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
        if (gateway is not null) await gateway.DisposeAsync();
        await servers.DisposeAsync();
    }

    private async Task LaunchAsync()
    {
        var login = new NpgsqlConnectionStringBuilder(OwnerConnectionString) { Username = "directory_service", Password = "measured-only-here" };
        await servers.RabbitMq.CreateVirtualHostAsync("directory", CancellationToken.None);
        var broker = new Uri(servers.RabbitMq.AmqpUri, "/directory").ToString();
        var watch = Stopwatch.StartNew();
        service = await ServiceProcess.StartAsync("DirectoryOfServices", new Dictionary<string, string>
        {
            ["services__identity__http__0"] = servers.Tokens.Address,
            ["ConnectionStrings__database"] = login.ConnectionString,
            ["ConnectionStrings__rabbitmq"] = broker,
            ["PersonalData__Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["PersonalData__PseudonymKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        });
        Console.WriteLine($"  ready, index loaded, after {watch.Elapsed.TotalSeconds:F1} s, {ServiceMebibytes():N0} MiB");
        gateway = await ServiceProcess.StartAsync("Gateway", new Dictionary<string, string>
        {
            ["services__identity__http__0"] = servers.Tokens.Address,
            ["services__directory__http__0"] = Service.ToString(),
            ["ConnectionStrings__rabbitmq"] = broker,
            ["Session__ClientSecret"] = "the-gateway-s-own-secret-of-the-benchmark",
            ["Limits__SignedIn__Burst"] = "100000000",
            ["Limits__SignedIn__PerSecond"] = "10000000",
        });
    }
}
