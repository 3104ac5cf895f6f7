using IntegratedCare.Quality.ControlCharts;
using static IntegratedCare.Quality.ControlCharts.ChartRule;

namespace IntegratedCare.Quality.Tests.ControlCharts;

public sealed class ChartRulesTests
{
    private static readonly ControlLimits Limits = new(Mean: 0, Lower: -3, Upper: 3, NearLower: -2, NearUpper: 2);

    public static TheoryData<double[], ChartRule, int[]> Patterns => new()
    {
        { [3.1], AboveUcl, [0] },
        { [2.5, 2.5], TwoInThreeAboveCl, [] },                              // two, but a point of the other side beside them
        { [2.5, 0.5, 2.9], TwoInThreeAboveCl, [0, 2] },
        { [0.5, 2.5, 2.9], TwoInThreeAboveCl, [1, 2] },
        { [2.5, 3, 2.1], TwoInThreeAboveCl, [0, 1, 2] },                     // at the limit is not beyond it
        { [2, 2, 2], TwoInThreeAboveCl, [] },                                // at the near limit is not near
        { [2.5, 0, 2.5], TwoInThreeAboveCl, [] },                            // the mean itself lies on no side
        { [1, 2, 1, 2, 1, 2, 1], SevenPointsAboveCl, [0, 1, 2, 3, 4, 5, 6] },
        { [1, 2, 1, 2, 1, 2, 1, 2, 1], SevenPointsAboveCl, [0, 1, 2, 3, 4, 5, 6, 7, 8] },
        { [1, 2, 1, 2, 1, 2], SevenPointsAboveCl, [] },
        { [1, 2, 1, 2, 1, 2, 0, 1, 2, 1, 2, 1, 2], SevenPointsAboveCl, [] }, // equal to the mean breaks the run
        { [-1.5, -1, -0.5, 0, 0.5, 1, 1.5], SevenPointTrendIncreasing, [0, 1, 2, 3, 4, 5, 6] },
        { [-1.9, -1.5, -1, -0.5, 0, 0.5, 1, 1.5], SevenPointTrendIncreasing, [0, 1, 2, 3, 4, 5, 6, 7] },
        { [-1.5, -1, -0.5, -0.5, 0, 0.5, 1, 1.5], SevenPointTrendIncreasing, [] },   // a tie breaks a trend
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_pattern_in_quiet_noise_is_told_by_its_rule_and_no_other(double[] pattern, ChartRule rule, int[] told)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var values = Surround(pattern, new(seed));

            var expected = new ChartRule[values.Length];
            foreach (var i in told) expected[Before + i] = rule;
            Assert.Equal(expected, Apply(values));
            Assert.Equal(Array.ConvertAll(expected, Mirrored), Apply(Array.ConvertAll(values, v => -v)));
        }
    }

    [Fact]
    public void Quiet_noise_is_common_cause()
    {
        for (var seed = 0; seed < 100; seed++)
            Assert.All(Apply(Series.Quiet(new(seed), 200)), rule => Assert.Equal(CommonCause, rule));
    }

    [Fact]
    public void The_first_rule_that_tells_a_point_is_its_rule()
    {
        Assert.Equal(
            [
                SevenPointTrendIncreasing, SevenPointTrendIncreasing, SevenPointTrendIncreasing, SevenPointTrendIncreasing,
                SevenPointTrendIncreasing, SevenPointTrendIncreasing, AboveUcl,
            ],
            Apply([0.5, 1, 1.5, 2.1, 2.4, 2.8, 3.5]));
        Assert.Equal(
            [
                SevenPointsAboveCl, TwoInThreeAboveCl, SevenPointsAboveCl, TwoInThreeAboveCl, SevenPointsAboveCl,
                AboveUcl, SevenPointsAboveCl,
            ],
            Apply([1, 2.5, 1, 2.5, 1, 4, 1]));
    }

    [Fact]
    public void A_point_beyond_the_limit_keeps_its_neighbours_on_one_side_but_does_not_count_as_near()
    {
        Assert.Equal([TwoInThreeAboveCl, AboveUcl, TwoInThreeAboveCl], Apply([2.5, 3.5, 2.5]));
        Assert.Equal([AboveUcl, CommonCause, CommonCause], Apply([3.5, 2.5, 1]));
    }

    [Fact]
    public void A_turning_point_belongs_to_the_trend_that_it_begins()
    {
        var rules = Apply([-1.5, -1, -0.5, 0, 0.5, 1, 1.5, 1, 0.5, 0, -0.5, -1, -1.5]);

        Assert.Equal(Enumerable.Repeat(SevenPointTrendIncreasing, 6), rules[..6]);
        Assert.Equal(Enumerable.Repeat(SevenPointTrendDecreasing, 7), rules[6..]);
    }

    [Fact]
    public void The_last_point_of_a_trend_keeps_its_direction_when_another_begins_lower_down()
    {
        Assert.All(Apply([-1.5, -1, -0.5, 0, 0.5, 1, 1.5, -1.5, -1, -0.5, 0, 0.5, 1, 1.5]),
            rule => Assert.Equal(SevenPointTrendIncreasing, rule));
    }

    [Fact]
    public void Without_limits_the_rules_that_need_none_still_hold()
    {
        var none = new ControlLimits(0, double.NaN, double.NaN, double.NaN, double.NaN);
        var rules = new ChartRule[8];

        ChartRules.Apply([9, 9, 9, 9, 9, 9, 9, -9], none, rules);

        Assert.Equal([.. Enumerable.Repeat(SevenPointsAboveCl, 7), CommonCause], rules);
    }

    [Fact]
    public void The_rules_are_what_their_definitions_say_window_by_window()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var values = Series.Random(random, random.Next(1, 50));
            var limits = ControlLimits.Of(values, seed % 2 == 0);
            var rules = new ChartRule[values.Length];

            ChartRules.Apply(values, limits, rules);

            for (var i = 0; i < values.Length; i++)
                Assert.True(Defined(values, limits, i) == rules[i], $"seed {seed}, point {i}: {rules[i]}");
        }
    }

    private const int Before = 14;

    // The noise ends below and begins again below, so that a pattern above the mean stands alone.
    private static double[] Surround(double[] pattern, Random random) =>
        [.. Series.Quiet(random, Before), .. pattern, .. Array.ConvertAll(Series.Quiet(random, 14), v => -v)];

    private static ChartRule[] Apply(double[] values)
    {
        var rules = new ChartRule[values.Length];
        ChartRules.Apply(values, Limits, rules);
        return rules;
    }

    private static ChartRule Defined(double[] values, ControlLimits limits, int at)
    {
        bool Outside(double v) => v > limits.Upper || v < limits.Lower;
        bool Near(double v) => !Outside(v) && (v > limits.NearUpper || v < limits.NearLower);
        IEnumerable<double[]> Windows(int length) =>
            from start in Enumerable.Range(at - length + 1, length)
            where start >= 0 && start + length <= values.Length
            select values[start..(start + length)];

        if (Outside(values[at])) return values[at] > limits.Upper ? AboveUcl : BelowLcl;

        var trend = Windows(7).LastOrDefault(w => OneWay(w, 1) || OneWay(w, -1));
        if (trend is not null) return trend[1] > trend[0] ? SevenPointTrendIncreasing : SevenPointTrendDecreasing;

        var above = values[at] > limits.Mean;
        if (Near(values[at]) && Windows(3).Any(w => OneSide(w, limits.Mean) && w.Count(Near) >= 2))
            return above ? TwoInThreeAboveCl : TwoInThreeBelowCl;
        if (Windows(7).Any(w => OneSide(w, limits.Mean))) return above ? SevenPointsAboveCl : SevenPointsBelowCl;
        return CommonCause;
    }

    private static bool OneWay(double[] window, int way) =>
        window.Zip(window.Skip(1)).All(pair => Math.Sign(pair.Second - pair.First) == way);

    private static bool OneSide(double[] window, double mean) =>
        window.All(v => v > mean) || window.All(v => v < mean);

    internal static ChartRule Mirrored(ChartRule rule) => rule switch
    {
        CommonCause => CommonCause,
        AboveUcl => BelowLcl,
        BelowLcl => AboveUcl,
        SevenPointTrendIncreasing => SevenPointTrendDecreasing,
        SevenPointTrendDecreasing => SevenPointTrendIncreasing,
        TwoInThreeAboveCl => TwoInThreeBelowCl,
        TwoInThreeBelowCl => TwoInThreeAboveCl,
        SevenPointsAboveCl => SevenPointsBelowCl,
        SevenPointsBelowCl => SevenPointsAboveCl,
    };
}
