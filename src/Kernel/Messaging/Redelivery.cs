using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>Lets a message that failed wait in a delay queue and come again, before it is given up to the error queue.</summary>
/// <remarks>
/// RabbitMQ's delayed exchange is a plug-in that a plain broker lacks, so a delay is a queue without consumers whose messages expire back into the
/// queue they came from (dead-lettering, at least once, so that a broker's crash loses none).
/// </remarks>
internal sealed class Redelivery(string queue) : IFilter<ExceptionReceiveContext>
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
    ];

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        var tries = context.TransportHeaders.Get<int>(MessageHeaders.RedeliveryCount) ?? 0;
        if (context.Exception.GetBaseException() is Errors.DomainException
            || tries >= Delays.Length
            || !context.TryGetPayload(out ChannelContext? channel)
            || !context.TryGetPayload(out RabbitMqBasicConsumeContext? received))
        {
            await next.Send(context);
            return;
        }

        var properties = new BasicProperties(received.Properties)
        {
            Headers = new Dictionary<string, object?>(received.Properties.Headers ?? new Dictionary<string, object?>())
            {
                [MessageHeaders.RedeliveryCount] = tries + 1,
            },
        };
        await channel.BasicPublishAsync("", DelayQueue(queue, Delays[tries]), true, properties, context.Body.GetBytes(), true);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("redelivery");

    /// <summary>Declares the delay queues of a consumer's queue.</summary>
    public static async Task DeclareAsync(IChannel channel, string queue, CancellationToken cancellationToken)
    {
        foreach (var delay in Delays)
        {
            await channel.QueueDeclareAsync(DelayQueue(queue, delay), durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?>
                {
                    ["x-queue-type"] = "quorum",
                    ["x-message-ttl"] = (long)delay.TotalMilliseconds,
                    ["x-dead-letter-exchange"] = "",
                    ["x-dead-letter-routing-key"] = queue,
                    ["x-dead-letter-strategy"] = "at-least-once",
                    ["x-overflow"] = "reject-publish",
                },
                cancellationToken: cancellationToken);
        }
    }

    private static string DelayQueue(string queue, TimeSpan delay) => $"{queue}_delay_{(long)delay.TotalSeconds}s";
}
