using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

/// <summary>Writes counts down, many in one statement.</summary>
internal static class UnmetNeedBook
{
    /// <summary>More kinds than this of one day are counted without words and need: nobody reads them, and an attacker may not fill the disk.</summary>
    internal const int KindsPerDayMax = 5_000;

    public static async Task EnterAsync(
        DirectoryDb db, IReadOnlyDictionary<UnmetSearch, UnmetCount> counts, CancellationToken cancellationToken)
    {
        foreach (var day in counts.GroupBy(c => c.Key.Day).OrderBy(d => d.Key))
            await EnterDayAsync(db, day.Key, [.. day], cancellationToken);
    }

    private static async Task EnterDayAsync(
        DirectoryDb db, DateOnly day, List<KeyValuePair<UnmetSearch, UnmetCount>> counts, CancellationToken cancellationToken)
    {
        var standing = await db.UnmetSearches.CountAsync(s => s.Day == day, cancellationToken);
        if (standing + counts.Count > KindsPerDayMax)
        {
            var words = counts.Select(c => c.Key.Words).Distinct().ToList();
            var known = (await db.UnmetSearches.Where(s => s.Day == day && words.Contains(s.Words)).Select(s => new { s.Words, s.Need }).Distinct()
                .ToListAsync(cancellationToken)).ToHashSet();
            counts = [.. counts.Select(c => known.Contains(new { c.Key.Words, c.Key.Need }) ? c : new(c.Key.WithoutWords(), c.Value))];
        }

        // In one order, so that two replicas never wait for each other.
        var rows = counts.GroupBy(c => c.Key)
            .Select(g => (Search: g.Key, Count: g.Aggregate(default(UnmetCount), (sum, c) => sum + c.Value)))
            .OrderBy(r => r.Search.ToString(), StringComparer.Ordinal).ToList();
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into unmet_searches as standing
               (day, words, category, need, neighbourhood, delivery, age_band, searches, askers)
             select {day}, * from unnest(
               {rows.Select(r => r.Search.Words).ToArray()}, {rows.Select(r => r.Search.Category).ToArray()},
               {rows.Select(r => r.Search.Need).ToArray()}, {rows.Select(r => r.Search.Neighbourhood).ToArray()},
               {rows.Select(r => r.Search.Delivery).ToArray()}, {rows.Select(r => r.Search.AgeBand).ToArray()},
               {rows.Select(r => r.Count.Searches).ToArray()}, {rows.Select(r => r.Count.Askers).ToArray()})
             on conflict (day, words, category, need, neighbourhood, delivery, age_band)
             do update set searches = standing.searches + excluded.searches, askers = standing.askers + excluded.askers
             """, cancellationToken);
    }
}
