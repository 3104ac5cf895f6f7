using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.NextSlots;

/// <summary>Keeps the world told of each service's next free slot: a second or two after the diary changed, and as time passes.</summary>
/// <remarks>Every replica works; each takes marks and services that no other has in hand. Nothing waits for it.</remarks>
internal sealed partial class NextSlotWorker(
    IServiceScopeFactory scopes, RotaBook rotas, TimeProvider time, ILogger<NextSlotWorker> logger) : BackgroundService
{
    private const int ServicesMax = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>Takes the marks that wait and reckons what is due; how many services.</summary>
    internal async Task<int> WorkAsync(CancellationToken cancellationToken)
    {
        // By turns, in portions: neither a day of many bookings nor a place with many services keeps the other waiting.
        var (reckoned, more) = (0, true);
        while (more)
        {
            more = await InScopeAsync(db => db.TakeMarksAsync(time.GetUtcNow(), cancellationToken)) == MarkedServices.MarksMax;
            var due = true;
            for (var n = 0; n < ServicesMax && due; n++)
            {
                due = await InScopeAsync(db => db.ReckonOneAsync(rotas, time.GetUtcNow(), cancellationToken));
                if (due) reckoned++;
            }

            more |= due;
        }

        return reckoned;
    }

    private async Task<T> InScopeAsync<T>(Func<SchedulingDb, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SchedulingDb>());
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Telling of next free slots is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
