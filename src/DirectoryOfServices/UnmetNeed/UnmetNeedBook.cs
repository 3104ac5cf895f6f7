using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>Writes counts down, many in one statement.</summary>
internal static class UnmetNeedBook
{
    /// <summary>More kinds than this of one day are counted without words and need: nobody reads them, and an attacker may not fill the disk.</summary>
    internal const int KindsPerDayMax = 5_000;

    /// <param name="db">In a transaction of the caller's.</param>
    /// <param name="batch">What was looked for, and by whom.</param>
    /// <param name="today">The day now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task EnterAsync(DirectoryDb db, UnmetBatch batch, DateOnly today, CancellationToken cancellationToken)
    {
        foreach (var day in batch.Searches.GroupBy(c => c.Key.Day).OrderBy(d => d.Key))
        {
            var kept = await KeptAsync(db, day.Key, [.. day.Select(c => c.Key)], cancellationToken);
            var heard = await AskerBook.EnterAsync(
                db, day.Key, [.. batch.Askers.Where(a => a.Key.Day == day.Key && kept[a.Value] == a.Value).Select(a => a.Key)], today, cancellationToken);
            var askers = heard.CountBy(asking => batch.Askers[asking]).ToDictionary();
            await EnterDayAsync(
                db, day.Key, day.Select(c => (kept[c.Key], c.Value, askers.GetValueOrDefault(c.Key))), cancellationToken);
        }
    }

    // As what each is counted: without words and need, where the day has too many kinds to tell this one apart too.
    private static async Task<Dictionary<UnmetSearch, UnmetSearch>> KeptAsync(
        DirectoryDb db, DateOnly day, IReadOnlyList<UnmetSearch> searches, CancellationToken cancellationToken)
    {
        var standing = await db.UnmetSearches.CountAsync(s => s.Day == day, cancellationToken);
        if (standing + searches.Count <= KindsPerDayMax) return searches.ToDictionary(s => s);

        var words = searches.Select(s => s.Words).Distinct().ToList();
        var known = (await db.UnmetSearches.Where(s => s.Day == day && words.Contains(s.Words)).Select(s => new { s.Words, s.Need }).Distinct()
            .ToListAsync(cancellationToken)).ToHashSet();
        return searches.ToDictionary(s => s, s => known.Contains(new { s.Words, s.Need }) ? s : s.WithoutWords());
    }

    private static async Task EnterDayAsync(
        DirectoryDb db, DateOnly day, IEnumerable<(UnmetSearch Search, int Searches, int Askers)> counts, CancellationToken cancellationToken)
    {
        // In one order, so that two replicas never wait for each other.
        var rows = counts.GroupBy(c => c.Search)
            .Select(g => (Search: g.Key, Searches: g.Sum(c => c.Searches), Askers: g.Sum(c => c.Askers)))
            .OrderBy(r => r.Search.ToString(), StringComparer.Ordinal).ToList();
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into unmet_searches as standing
               (day, words, category, need, neighbourhood, delivery, age_band, searches, askers)
             select {day}, * from unnest(
               {rows.Select(r => r.Search.Words).ToArray()}, {rows.Select(r => r.Search.Category).ToArray()},
               {rows.Select(r => r.Search.Need).ToArray()}, {rows.Select(r => r.Search.Neighbourhood).ToArray()},
               {rows.Select(r => r.Search.Delivery).ToArray()}, {rows.Select(r => r.Search.AgeBand).ToArray()},
               {rows.Select(r => r.Searches).ToArray()}, {rows.Select(r => r.Askers).ToArray()})
             on conflict (day, words, category, need, neighbourhood, delivery, age_band)
             do update set searches = standing.searches + excluded.searches, askers = standing.askers + excluded.askers
             """, cancellationToken);
    }
}
