using IntegratedCare.Scheduling.Bundles;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Tests.Bundles;

public class BundleChainsTests
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_clinic_is_the_first_that_is_three_days_after_the_blood_test()
    {
        var chains = BundleChains.Earliest([Step(0, null, 0, 24), Step(3, null, 1, 60, 72, 96)], 5);

        Assert.Equal([[0, 2], [1, 3]], chains);
    }

    [Fact]
    public void A_first_time_from_which_the_rest_cannot_follow_is_left_out()
    {
        var chains = BundleChains.Earliest([Step(0, null, 0, 240), Step(1, 2, 100, 264), Step(0, 0, 265)], 5);

        Assert.Equal([[1, 1, 0]], chains);
    }

    [Fact]
    public void On_one_day_a_step_begins_when_the_one_before_is_over()
    {
        Assert.Equal([[0, 1]], BundleChains.Earliest([Step(0, null, 1), Step(0, 0, 1, 2)], 5));
    }

    /// <summary>Whatever is found is in order and keeps the gaps, and from a first time nothing is found only where trying all ways finds nothing either.</summary>
    [Fact]
    public void Random_bundles_are_answered_as_trying_all_ways_answers_them()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var steps = Enumerable.Range(0, random.Next(2, 5)).Select(i =>
            {
                var least = i == 0 ? 0 : random.Next(3);
                return Step(least, i > 0 && random.Next(2) == 0 ? least + random.Next(3) : null,
                    [.. Enumerable.Range(0, random.Next(7)).Select(_ => random.Next(200)).Distinct().Order()]);
            }).ToList();

            var found = BundleChains.Earliest(steps, 100);

            Assert.All(found, chain => Assert.True(Holds(steps, chain), $"Seed {seed}"));
            Assert.Equal(
                Enumerable.Range(0, steps[0].Times.Count).Where(first => All(steps, [first]).Any()), found.Select(c => c[0]));
            Assert.All(found, chain => Assert.Equal(All(steps, [chain[0]]).First()[1], chain[1]));
        }
    }

    private static IEnumerable<int[]> All(List<BundleStep> steps, int[] begun) => begun.Length == steps.Count
        ? Holds(steps, begun) ? [begun] : []
        : Enumerable.Range(0, steps[begun.Length].Times.Count).SelectMany(next => All(steps, [.. begun, next]));

    private static bool Holds(List<BundleStep> steps, int[] chain)
    {
        for (var i = 1; i < chain.Length; i++)
        {
            var (before, time) = (steps[i - 1].Times[chain[i - 1]], steps[i].Times[chain[i]]);
            var days = (time.Start.AddHours(1).Date - before.Start.AddHours(1).Date).Days;     // in June London is an hour ahead
            if (time.Start < before.End || days < steps[i].DaysMin || days > steps[i].DaysMax) return false;
        }

        return true;
    }

    private static BundleStep Step(int daysMin, int? daysMax, params int[] hours) =>
        new([.. hours.Select(h => new Interval(Monday.AddHours(h), Monday.AddHours(h + 1)))], daysMin, daysMax);
}
