using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Quality.Retention;

/// <summary>
/// Takes the words out of incidents that need not be kept any longer, and out of the restrictions that hang on them, a batch at a time; each is
/// accounted for.
/// </summary>
/// <remarks>One replica at a time has the lease of a batch, which ends with its transaction: whoever dies leaves whole incidents behind.</remarks>
internal sealed partial class RetentionSweeper(
    IServiceScopeFactory scopes, IOptions<RetentionPolicy> policy, TimeProvider time, ILogger<RetentionSweeper> logger) : BackgroundService
{
    internal const int BatchMax = 50;
    private const long LeaseLock = 7_501_975_302;
    private static readonly Caller Itself = new("client:quality", "Quality", "quality", null, null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(policy.Value.SweepEveryHours), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var erased = await SweepAsync(stoppingToken);
                if (erased > 0) Erased(logger, erased);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>Erases all whose time is over; how many incidents, risks, issues and learning responses.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var (erased, after) = (0, (DateTimeOffset.MinValue, Guid.Empty));
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var (seen, done, last) = await BatchAsync(scope.ServiceProvider.GetRequiredService<QualityDb>(), after, cancellationToken);
            erased += done;
            if (seen == 0) return erased + await RegisterErasure.SweepAsync(scopes, policy.Value, Itself, time.GetUtcNow(), cancellationToken);
            after = last;
        }
    }

    private async Task<(int Seen, int Erased, (DateTimeOffset, Guid) Last)> BatchAsync(
        QualityDb db, (DateTimeOffset LoggedAt, Guid Id) after, CancellationToken cancellationToken)
    {
        var (now, limit) = (time.GetUtcNow(), policy.Value.LoggedBefore(time.GetUtcNow()));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isAlone = await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({LeaseLock}) as \"Value\"").ToListAsync(cancellationToken);
        if (!isAlone[0]) return (0, 0, after);

        var locked = await db.Database.SqlQuery<Guid>(
                $"""
                 select id as "Value" from incidents i
                 where erased_at is null and logged_at < {limit} and (logged_at, id) > ({after.LoggedAt}, {after.Id})
                     and not exists (select from restrictions r where r.incident_id = i.id and r.lifted_at is null)
                 order by logged_at, id limit {BatchMax} for update skip locked
                 """).ToListAsync(cancellationToken);
        if (locked.Count == 0) return (0, 0, after);

        var ids = locked.Select(id => new IncidentId(id)).ToList();
        var held = await db.Incidents.Where(i => ids.Contains(i.Id)).ToListAsync(cancellationToken);
        var restrictions = (await db.Restrictions.Where(r => ids.Contains(r.IncidentId)).ToListAsync(cancellationToken)).ToLookup(r => r.IncidentId);

        // A restriction may have been placed between finding an incident and locking it; from here on nobody can place one.
        var due = held.Where(i => restrictions[i.Id].All(r => r.LiftedAt is not null)).ToList();
        foreach (var incident in due)
        {
            incident.Erase(now);
            db.RecordAccess(Itself, Purpose.Administration, "incident.erase", "incident", $"{incident.Id.Value}");
            foreach (var restriction in restrictions[incident.Id])
            {
                restriction.Erase(now);
                db.RecordAccess(Itself, Purpose.Administration, "restriction.erase", "restriction", $"{restriction.Id.Value}");
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var last = held.First(i => i.Id.Value == locked[^1]);
        return (held.Count, due.Count, (last.LoggedAt, last.Id.Value));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} records were erased: their time of keeping is over")]
    private static partial void Erased(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Erasing what need not be kept is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
