namespace IntegratedCare.Quality.ControlCharts;

/// <summary>The four rules that tell a special cause, in their order: a rule leaves alone what an earlier one has told.</summary>
/// <remarks>
/// Each is one pass over the values. What the last few points were stands in the lowest bits of an integer, the newest lowest, so that a rule
/// is a comparison with a pattern.
/// </remarks>
internal static class ChartRules
{
    private const int RunLength = 7;
    private const int SevenPoints = 0b111_1111;
    private const int SixSteps = 0b11_1111;
    private const int ThreePoints = 0b111;

    /// <summary>Says of each value of a group which rule it falls under.</summary>
    public static void Apply(ReadOnlySpan<double> values, in ControlLimits limits, Span<ChartRule> rules)
    {
        OutsideLimits(values, limits, rules);
        Trends(values, rules);
        TwoInThree(values, limits, rules);
        OneSideOfMean(values, limits.Mean, rules);
    }

    private static void OutsideLimits(ReadOnlySpan<double> values, in ControlLimits limits, Span<ChartRule> rules)
    {
        var (lower, upper) = (limits.Lower, limits.Upper);
        for (var i = 0; i < values.Length; i++)
        {
            rules[i] = values[i] > upper ? ChartRule.AboveUcl
                : values[i] < lower ? ChartRule.BelowLcl
                : ChartRule.CommonCause;
        }
    }

    // A turning point belongs to the trend that it begins: the later one overwrites the last point of the earlier.
    private static void Trends(ReadOnlySpan<double> values, Span<ChartRule> rules)
    {
        var (rises, falls) = (0, 0);
        for (var i = 1; i < values.Length; i++)
        {
            rises = Then(rises, values[i] > values[i - 1]) & SixSteps;
            falls = Then(falls, values[i] < values[i - 1]) & SixSteps;
            if (rises != SixSteps && falls != SixSteps) continue;

            var rule = rises == SixSteps ? ChartRule.SevenPointTrendIncreasing : ChartRule.SevenPointTrendDecreasing;
            foreach (ref var told in LastOf(rules, i, RunLength))
                if (told is not (ChartRule.AboveUcl or ChartRule.BelowLcl)) told = rule;
        }
    }

    // All three lie on one side of the mean; only those near the limit count, and only they are told.
    private static void TwoInThree(ReadOnlySpan<double> values, in ControlLimits limits, Span<ChartRule> rules)
    {
        var (mean, lower, upper) = (limits.Mean, limits.Lower, limits.Upper);
        var (nearLower, nearUpper) = (limits.NearLower, limits.NearUpper);
        var (above, below, near) = (0, 0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            above = Then(above, value > mean) & ThreePoints;
            below = Then(below, value < mean) & ThreePoints;
            near = Then(near, (value > nearUpper & value <= upper) | (value < nearLower & value >= lower)) & ThreePoints;
            if ((above != ThreePoints && below != ThreePoints) || near is not (0b011 or 0b101 or 0b110 or 0b111)) continue;

            var rule = above == ThreePoints ? ChartRule.TwoInThreeAboveCl : ChartRule.TwoInThreeBelowCl;
            for (var back = 0; back < 3; back++)
                if ((near >> back & 1) == 1) Tell(ref rules[i - back], rule);
        }
    }

    // A value equal to the mean lies on neither side and so ends a run.
    private static void OneSideOfMean(ReadOnlySpan<double> values, double mean, Span<ChartRule> rules)
    {
        var (above, below) = (0, 0);
        for (var i = 0; i < values.Length; i++)
        {
            above = Then(above, values[i] > mean) & SevenPoints;
            below = Then(below, values[i] < mean) & SevenPoints;
            if (above != SevenPoints && below != SevenPoints) continue;

            var rule = above == SevenPoints ? ChartRule.SevenPointsAboveCl : ChartRule.SevenPointsBelowCl;
            foreach (ref var told in LastOf(rules, i, RunLength)) Tell(ref told, rule);
        }
    }

    private static int Then(int earlier, bool now) => earlier << 1 | (now ? 1 : 0);

    private static Span<ChartRule> LastOf(Span<ChartRule> rules, int last, int count) =>
        rules.Slice(last - count + 1, count);

    private static void Tell(ref ChartRule told, ChartRule rule)
    {
        if (told == ChartRule.CommonCause) told = rule;
    }
}
