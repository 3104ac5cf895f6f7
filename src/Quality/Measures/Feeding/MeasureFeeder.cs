using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.Measures.SpecialCauses;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Quality.Measures.Feeding;

/// <summary>Brings the figures up to date with what was marked as changed, and looks for special causes in the charts that changed.</summary>
/// <remarks>
/// One replica at a time has the lease, which ends with its transaction: marks, figures and what follows from a chart are committed together or not at
/// all, so whoever dies leaves the marks for the next.
/// </remarks>
internal sealed partial class MeasureFeeder(
    IServiceScopeFactory scopes, IOptions<FeedingPolicy> policy, TimeProvider time, ILogger<MeasureFeeder> logger) : BackgroundService
{
    internal const int MarksMax = 5_000;
    private const long LeaseLock = 7_501_975_311;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(policy.Value.FeedEverySeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await FeedAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>Takes all marks that there are, a batch at a time.</summary>
    internal async Task FeedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            if (!await BatchAsync(scope.ServiceProvider.GetRequiredService<QualityDb>(), cancellationToken)) return;
        }
    }

    // True where there may be more to do.
    private async Task<bool> BatchAsync(QualityDb db, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(time.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isAlone = await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({LeaseLock}) as \"Value\"").ToListAsync(cancellationToken);
        if (!isAlone[0]) return false;

        await BeginDayAsync(db, today, cancellationToken);
        var marks = await MarkedPeriods.TakeAsync(db, MarksMax, cancellationToken);
        var measures = await db.Measures.AsNoTracking().OrderBy(m => m.Code).Take(Measure.PlaceMax).ToListAsync(cancellationToken);
        foreach (var measure in measures.Where(m => m.Feed != MeasureFeed.Import))
            foreach (var period in await marks.PeriodsOfAsync(db, measure, policy.Value.MonthsBackMax, today, cancellationToken))
                await RefreshAsync(db, measure, period, cancellationToken);

        await SpecialCauseWatch.LookAsync(db, measures, marks.Touch, time.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return marks.Taken == MarksMax;
    }

    // A restriction that stands grows by a day each day; the day before is looked at once more, for it had not ended when it was last.
    private static async Task BeginDayAsync(QualityDb db, DateOnly today, CancellationToken cancellationToken)
    {
        var begun = await db.Database.ExecuteSqlAsync($"insert into feeding_days (day) values ({today}) on conflict do nothing", cancellationToken);
        if (begun == 0) return;
        await db.Database.ExecuteSqlAsync($"delete from feeding_days where day < {today}", cancellationToken);
        db.MeasureMarks.AddRange(MeasureMark.OfRestrictions(today.AddDays(-1)), MeasureMark.OfRestrictions(today));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task RefreshAsync(QualityDb db, Measure measure, DateOnly period, CancellationToken cancellationToken)
    {
        if (FeedRules.Of(measure.Feed) is not { } rule) return;
        var after = measure.Period.After(period);
        await db.Database.ExecuteSqlRawAsync(
            rule, [measure.Code, LondonTime.StartOf(period), LondonTime.StartOf(after), period, after, time.GetUtcNow()], cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feeding the measures is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
