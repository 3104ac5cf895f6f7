using System.Diagnostics;
using IntegratedCare.Kernel.Database;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.Kernel.Messaging;

/// <summary>Publishes what waits in the outbox and removes each row once the broker has confirmed it.</summary>
/// <remarks>
/// Any number of replicas relay at once: each locks its own flight of rows (<c>for update skip locked</c>). A crash after the broker's confirm and before
/// the commit publishes a message twice under the same message id, which the hearers' inbox drops.
/// </remarks>
internal sealed partial class OutboxRelay(
    IServiceScopeFactory scopes, IBus bus, OutboxSignal signal, ILogger<OutboxRelay> logger) : BackgroundService
{
    // Below the 64 outstanding confirms at which the broker client starts to throttle.
    private const int FlightMax = 50;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    // A flight costs the same however few it takes; who commits in the same moment flies together.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ConfirmTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly ActivitySource Source = new("IntegratedCare.Outbox");

    private Task kept = Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RelayFlightAsync(stoppingToken) == FlightMax) continue;
                await signal.WaitAsync(PollInterval, stoppingToken);
                await Task.Delay(Gathering, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Broker or database out of reach: the rows are safe where they are, so try again rather than end.
                Paused(logger, e.GetType().Name);
                await Task.Delay(PauseAfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> RelayFlightAsync(CancellationToken stoppingToken)
    {
        // A broker that takes nothing (its memory or disk is full) is waited for with nothing locked, and with no second flight on top of the first.
        await kept.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KernelDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(stoppingToken);
        var flight = await db.Set<OutboxMessage>()
            .FromSql($"select * from outbox_messages order by position limit {FlightMax} for update skip locked")
            .AsNoTracking().ToListAsync(stoppingToken);
        if (flight.Count == 0) return 0;

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        deadline.CancelAfter(ConfirmTimeout);
        var publishing = Task.WhenAll(flight.Select(message => PublishAsync(message, deadline.Token)));
        try
        {
            // The broker's client does not always heed the deadline.
            await publishing.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            kept = publishing;
            throw;
        }

        var positions = flight.ConvertAll(m => m.Position);
        await db.Set<OutboxMessage>().Where(m => positions.Contains(m.Position)).ExecuteDeleteAsync(stoppingToken);
        await transaction.CommitAsync(stoppingToken);
        return flight.Count;
    }

    private async Task PublishAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        // The trace of the request that made the event goes on through the broker.
        _ = ActivityContext.TryParse(message.TraceParent, null, isRemote: true, out var parent);
        using var activity = Source.StartActivity("outbox relay", ActivityKind.Internal, parent);
        var published = message.Event();
        await bus.Publish(published, published.GetType(),
            Pipe.Execute<PublishContext>(context => context.MessageId = message.MessageId), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox waits: {Reason}")]
    private static partial void Paused(ILogger logger, string reason);
}
