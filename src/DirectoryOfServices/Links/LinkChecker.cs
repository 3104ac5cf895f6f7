using IntegratedCare.DirectoryOfServices.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IntegratedCare.DirectoryOfServices.Links;

/// <summary>Opens the pages of entries once a week, and those that were not there once a day, where the place has switched that on.</summary>
/// <remarks>
/// A batch is claimed by a lease in the database and opened outside of any transaction. Pages of one host are opened one after the other. One page
/// that many entries name is opened once for all of them.
/// </remarks>
internal sealed partial class LinkChecker(
    IServiceScopeFactory scopes, LinkFetch fetch, IOptions<LinkPolicy> policy, TimeProvider time, ILogger<LinkChecker> logger) : BackgroundService
{
    private const int BatchMax = 20;
    private const int BatchesMax = 50;
    private const int EnteredMax = 2_000;
    private const int HostsAtOnceMax = 4;
    private static readonly TimeSpan ClaimedFor = TimeSpan.FromMinutes(10);    // longer than a batch can take
    private static readonly TimeSpan AgainAfter = TimeSpan.FromDays(7);
    private static readonly TimeSpan FailedAgainAfter = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(policy.Value.SweepEveryMinutes), time);
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

    /// <summary>Opens what is due; how many pages that were.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var opened = 0;
        for (var batch = 0; batch < BatchesMax; batch++)
        {
            var urls = await ClaimAsync(cancellationToken);
            if (urls.Count == 0) break;

            var byHost = urls.GroupBy(url => Uri.TryCreate(url, UriKind.Absolute, out var page) ? page.Authority : url);
            await Parallel.ForEachAsync(
                byHost, new ParallelOptions { MaxDegreeOfParallelism = HostsAtOnceMax, CancellationToken = cancellationToken }, OpenAllAsync);
            opened += urls.Count;
        }

        return opened;
    }

    private async Task<List<string>> ClaimAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DirectoryDb>();
        if (!(await db.PlaceSettingsAsync(cancellationToken)).FetchLinks) return [];

        var now = time.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"""
             delete from link_checks c using care_services s where s.id = c.service_id and (s.url is null or s.status <> 'Active')
             """, cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into link_checks as standing (service_id, url, failures, due_at)
             select id, url, 0, {now} from care_services s
             where url is not null and status = 'Active' and not exists (select from link_checks c where c.service_id = s.id and c.url = s.url)
             order by id limit {EnteredMax}
             on conflict (service_id) do update set url = excluded.url, failures = 0, due_at = excluded.due_at,
               outcome = null, status_code = null, checked_at = null, claimed_until = null
             """, cancellationToken);
        var claimed = await db.Database.SqlQuery<string>(
            $"""
             with due as (
               select service_id from link_checks where due_at <= {now} and (claimed_until is null or claimed_until < {now})
               order by due_at, service_id limit {BatchMax} for update skip locked)
             update link_checks c set claimed_until = {now + ClaimedFor} from due where c.service_id = due.service_id returning c.url as "Value"
             """).ToListAsync(cancellationToken);
        return [.. claimed.Distinct(StringComparer.Ordinal)];
    }

    private async ValueTask OpenAllAsync(IEnumerable<string> urls, CancellationToken cancellationToken)
    {
        foreach (var url in urls)
        {
            var (outcome, status) = await fetch.OpenAsync(url, cancellationToken);
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<DirectoryDb>();
            var (now, word) = (time.GetUtcNow(), outcome.ToString());
            var isThere = outcome == LinkOutcome.Reachable;
            var dueAt = now + (isThere ? AgainAfter : FailedAgainAfter);
            await db.Database.ExecuteSqlAsync(
                $"""
                 update link_checks set outcome = {word}, status_code = {status}, checked_at = {now}, due_at = {dueAt}, claimed_until = null,
                   failures = case when {isThere} then 0 else failures + 1 end
                 where url = {url} and due_at <= {now}
                 """, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Opening the pages of entries is postponed: {Reason}")]
    private static partial void Postponed(ILogger logger, string reason);
}
