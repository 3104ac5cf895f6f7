using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>Declares the delay queues of this service, as soon as the broker can be reached.</summary>
internal sealed partial class DelayQueues(
    Broker broker, IReadOnlyList<HeardQueue> queues, ILogger<DelayQueues> logger) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await broker.ConnectAsync("delay queues", stoppingToken);
                await using var channel = await connection.CreateChannelAsync(cancellationToken: stoppingToken);
                foreach (var queue in queues) await Redelivery.DeclareAsync(channel, queue.Name, stoppingToken);
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Waiting(logger, e.GetType().Name);
                await Task.Delay(RetryInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The delay queues wait for the broker: {Reason}")]
    private static partial void Waiting(ILogger logger, string reason);
}
