using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>Says of a referral that nobody acts on that it is lost, and of a wait that it is longer than its standard: once each.</summary>
/// <remarks>Every replica watches; each takes what no other has in hand, and what one leaves when it dies the next finds as it was.</remarks>
internal sealed partial class ReferralWatch(IServiceScopeFactory scopes, TimeProvider time, ILogger<ReferralWatch> logger) : BackgroundService
{
    internal const int BatchMax = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly Caller Itself = new("client:scheduling", "Scheduling", "scheduling", null, null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await WatchAsync(stoppingToken) == BatchMax) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>One batch; how many referrals it found due.</summary>
    internal async Task<int> WatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SchedulingDb>();
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var locked = await db.Database.SqlQuery<Guid>(
            $"""
             SELECT id AS "Value" FROM service_requests
             WHERE closed_at IS NULL AND (act_by <= {now} OR (breached_at IS NULL AND due_by <= {now}))
             ORDER BY least(act_by, due_by), id LIMIT {BatchMax} FOR UPDATE SKIP LOCKED
             """).ToListAsync(cancellationToken);
        var ids = locked.Select(id => new ServiceRequestId(id)).ToList();
        var due = await db.ServiceRequests.Where(r => ids.Contains(r.Id)).ToListAsync(cancellationToken);
        foreach (var request in due)
        {
            if (request.ActBy <= now)
            {
                request.BeLost(Itself, now);
                db.Publish(request.LostEvent(now));
                db.RecordAccess(Itself, Purpose.Administration, "referral.lost", "referral", $"{request.Id.Value}", request.PersonKey);
            }

            if (request.BreachedAt is not null || request.DueBy > now) continue;
            request.Breach(Itself, now);
            db.Publish(request.BreachedEvent(now));
            db.RecordAccess(Itself, Purpose.Administration, "referral.breach", "referral", $"{request.Id.Value}", request.PersonKey);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return due.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Watching over referrals is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
