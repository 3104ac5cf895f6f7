using IntegratedCare.Scheduling.Claims;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Holds;

/// <summary>Gives the time of expired holds back, and forgets holds a day later.</summary>
/// <remarks>
/// Nothing waits for it: who wants the time of an expired hold takes it at once. Every replica sweeps; they skip what another one has in hand.
/// </remarks>
internal sealed partial class HoldSweeper(
    IServiceScopeFactory scopes, TimeProvider time, ILogger<HoldSweeper> logger) : BackgroundService
{
    private const int BatchMax = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RememberedFor = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await SweepAsync(scope.ServiceProvider.GetRequiredService<SchedulingDb>(), time.GetUtcNow(), stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>One sweep; how many expired claims and places were given back.</summary>
    internal static async Task<int> SweepAsync(SchedulingDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var freed = await db.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM resource_claims WHERE id IN (
                 SELECT id FROM resource_claims WHERE expires_at <= {now} AND hold IS NOT NULL
                 ORDER BY expires_at LIMIT {BatchMax} FOR UPDATE SKIP LOCKED)
             """, cancellationToken);
        freed += await db.SweepPlacesAsync(now, BatchMax, cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM holds WHERE id IN (
                 SELECT h.id FROM holds h
                 WHERE h.expires_at <= {now - RememberedFor} AND NOT EXISTS (SELECT FROM resource_claims c WHERE c.hold = h.id)
                   AND NOT EXISTS (SELECT FROM group_places p WHERE p.hold = h.id)
                 ORDER BY h.expires_at LIMIT {BatchMax} FOR UPDATE SKIP LOCKED)
             """, cancellationToken);
        return freed;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sweeping of holds is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
