namespace IntegratedCare.Quality.Measures.Breakdowns;

/// <summary>Keeps tables of few people from telling of single ones.</summary>
/// <remarks>
/// A cell is hidden where it counts fewer than five people, or all but fewer than five. One more is hidden with them, drawn by lot, so that the totals do
/// not tell: whoever knows them, the rounding and this rule, but not the lot, could exchange what two hidden cells hold and would be shown the same, and so
/// learns of none of them what it holds. Counts that are shown are rounded to the nearest five, and shares are those of the rounded counts. Where no cell
/// would be left to show, the table is withheld.
/// </remarks>
internal static class SmallNumbers
{
    public const int ShownFrom = 5;
    public const int RoundedTo = 5;

    public static long Round(long count) => (count + RoundedTo / 2) / RoundedTo * RoundedTo;

    /// <summary>Which cells are hidden; null where the table is withheld.</summary>
    /// <param name="cells">Of each cell the counts that tell of people.</param>
    /// <param name="lot">The lot of each cell, by its place: the same whenever it is asked for, known to nobody, and of no count.</param>
    public static bool[]? Hidden(IReadOnlyList<long[]> cells, Func<int, string> lot)
    {
        var hidden = cells.Select(counts => counts.Any(count => count < ShownFrom)).ToArray();
        if (!hidden.Contains(true)) return hidden;
        var others = Enumerable.Range(0, cells.Count).Where(at => !hidden[at]).ToList();
        if (others.Count < 2) return null;
        hidden[others.MinBy(lot, StringComparer.Ordinal)] = true;
        return hidden;
    }
}
