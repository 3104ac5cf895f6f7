namespace IntegratedCare.Scheduling.Claims;

/// <summary>Sweeps changes of claims away ten minutes later: whoever has not searched meanwhile reads the diary afresh.</summary>
/// <remarks>By the snapshots that it has seen itself: what had ended by one of ten minutes ago is swept. Every replica sweeps; they skip what another one has in hand.</remarks>
internal sealed partial class ClaimChangeSweeper(
    IServiceScopeFactory scopes, TimeProvider time, ILogger<ClaimChangeSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private readonly Queue<(long SeenAt, DiarySnapshot Snapshot)> seen = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await SweepAsync(scope.ServiceProvider.GetRequiredService<SchedulingDb>(), KeptFor, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>Looks at the diary's state, and forgets the changes that one seen so long ago shows; how many.</summary>
    internal async Task<int> SweepAsync(SchedulingDb db, TimeSpan keptFor, CancellationToken cancellationToken)
    {
        DiarySnapshot? old = null;
        while (seen.TryPeek(out var first) && time.GetElapsedTime(first.SeenAt) >= keptFor) old = seen.Dequeue().Snapshot;
        seen.Enqueue((time.GetTimestamp(), (await db.ClaimChangesSinceAsync(null, cancellationToken)).Now));
        return old is null ? 0 : await db.SweepClaimChangesAsync(old, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeping of claims' changes is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
