namespace IntegratedCare.AppHost.LocalHosting;

/// <summary>Private servers for the model's server resources, whose addresses and passwords are known from here on.</summary>
internal static class Servers
{
    public static async Task<Workload> PrepareAsync(
        PostgresServerResource resource, DataFolder folder, SystemLog log, CancellationToken cancellationToken)
    {
        var server = await PostgresServer.PrepareAsync(
            new PostgresOptions { DataFolder = folder.Postgres, Log = line => log.Write(resource.Name, line) }, cancellationToken);
        resource.PrimaryEndpoint.Addresses = [new Uri($"tcp://{server.Host}:{server.Port}")];
        (resource.UserName.Value, resource.Password.Value) = (server.UserName, server.Password);
        return new PostgresWorkload(server, resource);
    }

    public static async Task<Workload> PrepareAsync(
        RabbitMQServerResource resource, DataFolder folder, SystemLog log, CancellationToken cancellationToken)
    {
        var server = await RabbitMqServer.PrepareAsync(
            new RabbitMqOptions { DataFolder = folder.RabbitMq, Log = line => log.Write(resource.Name, line) }, cancellationToken);
        resource.PrimaryEndpoint.Addresses = [server.AmqpUri];
        (resource.UserName.Value, resource.Password.Value) = (server.UserName, server.Password);
        return new RabbitMqWorkload(server);
    }
}
