namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>PostgreSQL with the databases that the model asks for.</summary>
internal sealed class PostgresWorkload(PostgresServer server, PostgresServerResource resource) : Workload
{
    public override int? ProcessId => server.ProcessId;

    public override Task<int> Exited => server.Exited;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await server.StartAgainAsync(cancellationToken);
        foreach (var database in resource.Databases.Values) await server.CreateDatabaseAsync(database, cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public override Task KillAsync() => server.KillAsync();

    public override ValueTask DisposeAsync() => server.DisposeAsync();
}

internal sealed class RabbitMqWorkload(RabbitMqServer server) : Workload
{
    public override int? ProcessId => server.ProcessId;

    public override Task<int> Exited => server.Exited;

    public override Task StartAsync(CancellationToken cancellationToken) => server.StartAgainAsync(cancellationToken);

    public override Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public override Task KillAsync() => server.KillAsync();

    public override ValueTask DisposeAsync() => server.DisposeAsync();
}
