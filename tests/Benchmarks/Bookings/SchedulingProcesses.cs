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
    private readonly PostgresServer postgres;
    private readonly RabbitMqServer rabbitMq;
    private readonly TokenIssuer tokens;
    private ServiceProcess? service;
    private ServiceProcess? gateway;

    private SchedulingProcesses(PostgresServer postgres, RabbitMqServer rabbitMq, TokenIssuer tokens) =>
        (this.postgres, this.rabbitMq, this.tokens) = (postgres, rabbitMq, tokens);

    public Uri Service => Scheduling.Address;

    public Uri Gateway => Front.Address;

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
    public (TimeSpan Service, TimeSpan Gateway) ProcessorTime() => (Scheduling.ProcessorTime(), Front.ProcessorTime());

    private ServiceProcess Scheduling => service ?? throw new InvalidOperationException("It starts with the measurement.");

    private ServiceProcess Front => gateway ?? throw new InvalidOperationException("It starts with the measurement.");

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
        if (gateway is not null) await gateway.DisposeAsync();
        await tokens.DisposeAsync();
        await rabbitMq.DisposeAsync();
        await postgres.DisposeAsync();
    }

    private async Task LaunchAsync()
    {
        await rabbitMq.CreateVirtualHostAsync("scheduling", CancellationToken.None);
        var broker = new Uri(rabbitMq.AmqpUri, "/scheduling").ToString();
        service = await ServiceProcess.StartAsync("Scheduling", new Dictionary<string, string>
        {
            ["services__identity__http__0"] = tokens.Address,
            ["ConnectionStrings__database"] = LoginConnectionString.ConnectionString,
            ["ConnectionStrings__rabbitmq"] = broker,
            ["PersonalData__Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["PersonalData__PseudonymKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        });
        gateway = await ServiceProcess.StartAsync("Gateway", new Dictionary<string, string>
        {
            ["services__identity__http__0"] = tokens.Address,
            ["services__scheduling__http__0"] = Service.ToString(),
            ["ConnectionStrings__rabbitmq"] = broker,
            ["Session__ClientSecret"] = "the-gateway-s-own-secret-of-the-benchmark",
            ["Limits__SignedIn__Burst"] = "100000000",
            ["Limits__SignedIn__PerSecond"] = "10000000",
        });
    }
}
