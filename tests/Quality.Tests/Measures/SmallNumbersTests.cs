using IntegratedCare.Quality.Measures.Breakdowns;

namespace IntegratedCare.Quality.Tests.Measures;

public sealed class SmallNumbersTests
{
    private static bool[]? Hidden(params long[][] cells) => SmallNumbers.Hidden(cells, at => $"{at}");

    [Fact]
    public void A_table_without_small_counts_is_shown_whole() =>
        Assert.Equal([false, false, false], Hidden([50, 20, 30], [12, 5, 7], [400, 11, 389])!);

    [Fact]
    public void A_small_count_takes_another_along_by_lot_so_that_the_total_does_not_tell_it()
    {
        long[][] cells = [[40, 3, 37], [50, 20, 30], [400, 110, 290]];

        Assert.Equal([true, true, false], SmallNumbers.Hidden(cells, at => $"{at}")!);
        Assert.Equal([true, false, true], SmallNumbers.Hidden(cells, at => $"{9 - at}")!);
    }

    [Fact]
    public void Several_small_counts_take_another_along_as_well() =>
        Assert.Equal([true, true, true, false], Hidden([3], [2], [70], [80])!);

    [Fact]
    public void Where_all_but_a_few_are_counted_that_tells_as_much_as_a_few() =>
        Assert.True(Hidden([40, 38, 2], [50, 20, 30], [400, 110, 290])![0]);

    [Fact]
    public void A_table_that_would_show_nothing_is_withheld()
    {
        Assert.Null(Hidden([30, 3, 27]));
        Assert.Null(Hidden([30, 0, 30], [20, 0, 20]));
        Assert.Null(Hidden([30, 3, 27], [200, 60, 140]));
        Assert.Null(Hidden([3], [2], [1], [70]));
    }

    /// <summary>
    /// Somebody knows the exact total, the rounding and the rule, and everything but the lot: they may list every table that could be shown as this one is.
    /// No hidden count is the same in all of them.
    /// </summary>
    [Fact]
    public void No_hidden_count_can_be_worked_out_even_by_who_knows_the_total_and_the_rule()
    {
        foreach (var (categories, most) in ((int, long)[])[(2, 40), (3, 24), (4, 11)])
        {
            var possible = new Dictionary<string, HashSet<long>[]>();
            foreach (var table in Tables(categories, most))
            {
                foreach (var (shown, hidden) in Shown(table))
                {
                    if (!possible.TryGetValue(shown, out var counts))
                        possible.Add(shown, counts = [.. Enumerable.Range(0, categories).Select(_ => new HashSet<long>())]);
                    for (var at = 0; at < categories; at++)
                        if (hidden[at]) counts[at].Add(table[at]);
                }
            }

            Assert.All(possible, each => Assert.All(each.Value, counts => Assert.NotEqual(1, counts.Count)));
            Assert.True(categories == 2 || possible.Count(each => each.Value.Any(counts => counts.Count > 0)) > 100, $"{categories} categories hid too little to tell");
        }
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(7, 5)]
    [InlineData(8, 10)]
    [InlineData(12, 10)]
    [InlineData(1_003, 1_005)]
    public void Counts_are_rounded_to_the_nearest_five(long count, long shown) => Assert.Equal(shown, SmallNumbers.Round(count));

    // Every way in which the lot could have it shown, with the total beside it that the measure's own chart tells.
    private static IEnumerable<(string Shown, bool[] Hidden)> Shown(long[] table)
    {
        for (var drawn = 0; drawn < table.Length; drawn++)
        {
            if (SmallNumbers.Hidden([.. table.Select(count => new[] { count })], at => at == drawn ? "" : $"{at}") is not { } hidden) continue;
            yield return ($"{table.Sum()}: {string.Join(' ', table.Select((count, at) => hidden[at] ? "?" : $"{SmallNumbers.Round(count)}"))}", hidden);
        }
    }

    private static IEnumerable<long[]> Tables(int categories, long most)
    {
        if (categories == 0) return [[]];
        return from rest in Tables(categories - 1, most) from count in Range(most) select (long[])[.. rest, count];
    }

    private static IEnumerable<long> Range(long most)
    {
        for (var count = 0L; count <= most; count++) yield return count;
    }
}
