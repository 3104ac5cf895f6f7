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
    private readonly RealServers servers = new();
    private ServiceProcess? service;

    public Uri Address => Service.Address;

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

    /// <summary>What the service has taken of the processors since it started.</summary>
    public TimeSpan ProcessorTime() => Service.ProcessorTime();

    private ServiceProcess Service => service ?? throw new InvalidOperationException("It starts with the measurement.");

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
        await servers.DisposeAsync();
    }

    private async Task LaunchAsync()
    {
        await servers.RabbitMq.CreateVirtualHostAsync("scheduling", CancellationToken.None);
        service = await ServiceProcess.StartAsync("Scheduling", new Dictionary<string, string>
        {
            ["services__identity__http__0"] = servers.Tokens.Address,
            ["ConnectionStrings__database"] = new NpgsqlConnectionStringBuilder(OwnerConnectionString)
            {
                Username = "scheduling_service", Password = "measured-only-here",
            }.ConnectionString,
            ["ConnectionStrings__rabbitmq"] = new Uri(servers.RabbitMq.AmqpUri, "/scheduling").ToString(),
            ["PersonalData__Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["PersonalData__PseudonymKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        });
    }
}
