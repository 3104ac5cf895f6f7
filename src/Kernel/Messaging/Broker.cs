using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>Short connections to the broker for what MassTransit does not do: delay queues, error queues, replay.</summary>
internal sealed class Broker(IConfiguration configuration)
{
    public Uri Address { get; } = new(configuration.GetConnectionString("rabbitmq") ?? "amqp://localhost");

    public Task<IConnection> ConnectAsync(string name, CancellationToken cancellationToken) =>
        new ConnectionFactory { Uri = Address, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(name, cancellationToken);
}
