using System.Reflection;
using IntegratedCare.Kernel.Errors;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>Connects a service to the broker: what it publishes through its outbox, what it hears through its inbox.</summary>
internal static class Messaging
{
    // Of one queue; all queues of a process share the slots of MessageSlots as well.
    private const int ConcurrentMessagesMax = 8;

    // A few more than are in hand, so that none waits for the broker; the rest is left for other replicas.
    private const int PrefetchCount = 4 * ConcurrentMessagesMax;

    public static IServiceCollection AddMessaging(this IServiceCollection services, string service, Assembly assembly)
    {
        var queues = HeardQueue.Of(service, assembly);
        services.AddSingleton(queues);
        services.AddSingleton<Broker>();
        services.AddSingleton<MessageSlots>();
        services.AddHostedService<DelayQueues>();
        services.AddHostedService<OutboxRelay>();
        services.AddHostedService<InboxSweeper>();
        services.Configure<MassTransitHostOptions>(options =>
        {
            // A service starts, and answers reads, while the broker is away. Until every queue of the service is declared and bound the bus's
            // own health check keeps /health at 503. Whoever starts a place for the first time waits for that on all services before it sends
            // them anything, as AppHost does: an event that leaves before a hearer's queue was ever bound reaches that hearer never.
            options.WaitUntilStarted = false;
            options.StopTimeout = TimeSpan.FromSeconds(15);
        });
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();        // the system of a place tells nobody outside that it runs
            foreach (var queue in queues) bus.AddConsumer(queue.Consumer);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(context.GetRequiredService<Broker>().Address, host => host.PublisherConfirmation = true);
                foreach (var queue in queues) Hear(queue, context, rabbit);
            });
        });
        return services;
    }

    private static void Hear(
        HeardQueue queue, IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator rabbit) =>
        rabbit.ReceiveEndpoint(queue.Name, endpoint =>
        {
            endpoint.SetQuorumQueue();
            endpoint.PrefetchCount = PrefetchCount;
            endpoint.ConcurrentMessageLimit = ConcurrentMessagesMax;
            endpoint.ConfigureError(error =>
            {
                error.UseFilter(new Redelivery(queue.Name));
                error.UseFilter(new GenerateFaultFilter());
                error.UseFilter(new ErrorTransportFilter());
            });
            endpoint.UseMessageRetry(retry =>
            {
                retry.Intervals(50, 200, 500);
                retry.Ignore<DomainException>();
            });
            endpoint.UseConsumeFilter(typeof(InboxFilter<>), context);
            endpoint.ConfigureConsumer(context, queue.Consumer);
        });
}
