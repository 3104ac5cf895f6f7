using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>Forgets rare words that may be a name, and in the end the counts themselves.</summary>
/// <remarks>One replica at a time has the lease, which ends with its transaction.</remarks>
internal sealed partial class UnmetNeedSweeper(
    IServiceScopeFactory scopes, IOptions<UnmetNeedPolicy> policy, TimeProvider time, ILogger<UnmetNeedSweeper> logger) : BackgroundService
{
    private const long LeaseLock = 7_501_975_303;
    private const int BatchMax = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(policy.Value.SweepEveryHours), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        string? last = string.Empty;
        while (last is not null)
        {
            await using var scope = scopes.CreateAsyncScope();
            last = await BatchAsync(scope.ServiceProvider.GetRequiredService<DirectoryDb>(), last, cancellationToken);
        }
    }

    /// <summary>The last of the words looked at; null at the end, or where another replica sweeps.</summary>
    private async Task<string?> BatchAsync(DirectoryDb db, string after, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(time.GetUtcNow());
        var (keptFrom, rareFrom) = (today.AddDays(-policy.Value.KeepDays), today.AddDays(-policy.Value.RareWordsDays));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isAlone = await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({LeaseLock}) as \"Value\"").ToListAsync(cancellationToken);
        if (!isAlone[0]) return null;

        await db.UnmetSearches.Where(s => s.Day < keptFrom).ExecuteDeleteAsync(cancellationToken);
        var rare = await db.UnmetSearches
            .Where(s => string.Compare(s.Words, after) > 0)
            .GroupBy(s => new { s.Words, s.Day })
            .Select(g => new { g.Key.Words, g.Key.Day, Askers = g.Sum(s => s.Askers) })
            .GroupBy(s => s.Words)
            .Where(g => g.Max(s => s.Askers) < UnmetNeedReport.AskersMin && g.Min(s => s.Day) < rareFrom)
            .Select(g => g.Key).OrderBy(words => words).Take(BatchMax)
            .ToListAsync(cancellationToken);
        if (rare.Count > 0) await ForgetAsync(db, rare, rareFrom, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return rare.Count < BatchMax ? null : rare[^1];
    }

    private static async Task ForgetAsync(DirectoryDb db, List<string> rare, DateOnly rareFrom, CancellationToken cancellationToken)
    {
        var known = await Vocabulary.KnownAsync(db, rare.SelectMany(words => words.Split(' ')), cancellationToken);
        var forgotten = rare.Select(words => (Before: words, After: UnmetNeedReport.Known(words, known))).Where(w => w.Before != w.After).ToList();
        await db.Database.ExecuteSqlAsync(
            $"""
             with forgotten as (
               delete from unmet_searches s
               using unnest({forgotten.ConvertAll(w => w.Before).ToArray()}, {forgotten.ConvertAll(w => w.After).ToArray()}) w (before, after)
               where s.words = w.before and s.day < {rareFrom} returning s.*, w.after)
             insert into unmet_searches as standing (day, words, category, need, neighbourhood, delivery, age_band, searches, askers)
             select day, after, category, need, neighbourhood, delivery, age_band, sum(searches), sum(askers) from forgotten
             group by day, after, category, need, neighbourhood, delivery, age_band
             on conflict (day, words, category, need, neighbourhood, delivery, age_band)
             do update set searches = standing.searches + excluded.searches, askers = standing.askers + excluded.askers
             """, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Forgetting of rare words is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
