using System.Diagnostics;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Rounds.Solver;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>Plans the rounds that wait, on every replica: each round by one at a time, which holds a lease on it while it searches.</summary>
/// <remarks>What a killed worker leaves is taken up again when its lease has run out; one that is told to stop gives its round back at once.</remarks>
internal sealed partial class RoundPlanner(
    IServiceScopeFactory scopes, PersonalDataCipher cipher, IOptions<RoundSettings> settings, TimeProvider time, ILogger<RoundPlanner> logger)
    : BackgroundService
{
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);
    private const long TurnLock = 0x726f756e6473;    // "rounds": who counts what is being planned does so alone
    private const int ForgetMax = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        var swept = DateTimeOffset.MinValue;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await PlanOneAsync(stoppingToken)) { }
                if (time.GetUtcNow() - swept < BetweenSweeps) continue;
                swept = time.GetUtcNow();
                while (await ForgetAsync(stoppingToken) == ForgetMax) { }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.GetType().Name);
            }
        }
    }

    /// <summary>Plans the round that has waited longest; false where none waits or enough are being planned.</summary>
    internal async Task<bool> PlanOneAsync(CancellationToken stoppingToken)
    {
        var holder = Guid.NewGuid();
        if (await TakeAsync(holder, stoppingToken) is not { } id) return false;
        var failed = true;
        try
        {
            failed = !await SearchAsync(id, holder, stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Failed(logger, id, e);
        }
        finally
        {
            // Not cancelled with the process: another replica should not have to wait for the lease to run out.
            if (failed) await EndAsync(id, holder, round => round.BeGivenBack(!stoppingToken.IsCancellationRequested), CancellationToken.None);
        }

        return true;
    }

    /// <summary>Forgets where the visits of days long past were; how many rounds that concerned.</summary>
    internal async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = LondonTime.DateOf(time.GetUtcNow()).AddDays(-settings.Value.KeptDays);
        return await scope.ServiceProvider.GetRequiredService<SchedulingDb>().Database.ExecuteSqlAsync(
            $"""
             UPDATE rounds SET asked = NULL WHERE id IN (
                 SELECT id FROM rounds WHERE asked IS NOT NULL AND date < {before} AND status NOT IN ('Queued', 'Running')
                 ORDER BY date, id LIMIT {ForgetMax} FOR UPDATE SKIP LOCKED)
             """, cancellationToken);
    }

    internal async Task<Guid?> TakeAsync(Guid holder, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SchedulingDb>();
        var (now, most) = (time.GetUtcNow(), settings.Value.AtOnceMax);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({TurnLock})", cancellationToken);
        var taken = await db.Database.SqlQuery<Guid>(
            $"""
             UPDATE rounds SET status = 'Running', lease_until = {now + Lease}, lease_holder = {holder}, attempts = attempts + 1, version = version + 1
             WHERE id = (
                 SELECT id FROM rounds WHERE status = 'Queued' OR (status = 'Running' AND lease_until < {now})
                 ORDER BY queued_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
             AND (SELECT count(*) FROM rounds WHERE status = 'Running' AND lease_until >= {now}) < {most}
             RETURNING id AS "Value"
             """).ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return taken.Count == 0 ? null : taken[0];
    }

    // True: the plan is stored, or the round is another worker's by now. False: this process stops.
    private async Task<bool> SearchAsync(Guid id, Guid holder, CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<SchedulingDb>(), time.GetUtcNow());
        var round = await db.Rounds.AsNoTracking().SingleAsync(r => r.Id == new RoundId(id), stoppingToken);
        var asked = round.OpenAsked(cipher);
        var day = new RoundDay(asked, settings.Value, await db.OtherTimesAsync(round, asked, now, stoppingToken));
        var problem = day.Problem(round.Plan, RoundBook.Minutes(now, round.Date));
        var from = round.Plan is null ? null : day.Plan(round.Plan);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var (latest, began) = (default(RoundProgress), Stopwatch.GetTimestamp());
        var told = new Lock();
        var budget = new RoundBudget(TimeSpan.FromSeconds(round.Seconds), Seed: (ulong)round.Seed);
        var search = Task.Factory.StartNew(
            () => RoundSolver.Solve(problem, budget, from, Tell, stop.Token),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        RoundResult result;
        try
        {
            using var timer = new PeriodicTimer(Interval);
            while (await Task.WhenAny(search, timer.WaitForNextTickAsync(CancellationToken.None).AsTask()) != search)
            {
                if (!stop.IsCancellationRequested && !await RenewAsync(id, holder, Told(), stoppingToken)) await stop.CancelAsync();
            }
        }
        finally
        {
            // Also where the lease could not be renewed: no search goes on that nobody waits for.
            await stop.CancelAsync();
            result = await search;
        }

        if (stoppingToken.IsCancellationRequested) return false;
        var plan = day.Planned(problem, result.Plan);
        await EndAsync(
            id, holder, ended => ended.BePlanned(plan, result.Iterations, Stopwatch.GetElapsedTime(began).TotalSeconds), stoppingToken);
        return true;

        void Tell(RoundProgress progress)
        {
            lock (told) latest = progress;
        }

        RoundProgress Told()
        {
            lock (told) return latest;
        }
    }

    // False: somebody has asked to stop, or the round is not this worker's any more.
    private async Task<bool> RenewAsync(Guid id, Guid holder, RoundProgress progress, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SchedulingDb>().Database.ExecuteSqlAsync(
            $"""
             UPDATE rounds SET lease_until = {time.GetUtcNow() + Lease}, iterations = {progress.Iterations},
                 best_cost = {progress.BestCost}, searched_seconds = {progress.Elapsed.TotalSeconds}
             WHERE id = {id} AND lease_holder = {holder} AND NOT is_stop_asked
             """, cancellationToken) == 1;
    }

    private async Task EndAsync(Guid id, Guid holder, Action<Round> end, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SchedulingDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT FROM rounds WHERE id = {id} FOR UPDATE", cancellationToken);
        var round = await db.Rounds.SingleOrDefaultAsync(r => r.Id == new RoundId(id) && r.LeaseHolder == holder, cancellationToken);
        if (round is null) return;
        end(round);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Round {RoundId} could not be planned")]
    private static partial void Failed(ILogger logger, Guid roundId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Planning of rounds is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
