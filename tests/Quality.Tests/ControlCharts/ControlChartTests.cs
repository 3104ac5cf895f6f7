using IntegratedCare.Quality.ControlCharts;

namespace IntegratedCare.Quality.Tests.ControlCharts;

public sealed class ControlChartTests
{
    [Fact]
    public void A_rebased_group_is_a_chart_of_its_own()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var (first, second) = (Series.Random(random, random.Next(1, 40)), Series.Random(random, random.Next(1, 40)));
            var settings = Series.Plain with { FixAfterPoints = seed % 3 == 0 ? 12 : null };

            var whole = ControlChart.Of([.. first, .. second], [first.Length], settings);
            var (before, after) = (ControlChart.Of(first, [], settings), ControlChart.Of(second, [], settings));

            Assert.Equal([before.Groups[0].Limits, after.Groups[0].Limits], whole.Groups.Select(g => g.Limits));
            Assert.Equal([.. before.Rules, .. after.Rules], whole.Rules);
            Assert.Equal(after.VariationIcon, whole.VariationIcon);
        }
    }

    [Fact]
    public void A_rebase_at_the_first_point_changes_nothing()
    {
        double[] values = Series.Random(new(1), 30);

        var chart = ControlChart.Of(values, [0], Series.Plain);

        Assert.Equal(ControlChart.Of(values, [], Series.Plain).Groups, chart.Groups);
    }

    [Fact]
    public void Every_point_can_be_a_group()
    {
        var chart = ControlChart.Of([1, 2, 3], [0, 1, 2], Series.Plain);

        Assert.Equal([1.0, 2.0, 3.0], chart.Groups.Select(g => g.Limits.Mean));
        Assert.All(chart.Groups, g => Assert.True(g.Limits.Missing));
        Assert.Equal([ChartWarning.ShortGroup, ChartWarning.LimitsMissing], chart.Warnings);
    }

    [Fact]
    public void A_fixed_baseline_sets_the_limits_and_later_points_do_not_move_them()
    {
        double[] baseline = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52];
        var settings = Series.Plain with { FixAfterPoints = 12 };

        var chart = ControlChart.Of([.. baseline, 70, 30], [], settings);

        Assert.Equal(ControlLimits.Of(baseline, screenOutliers: true), chart.Groups[0].Limits);
        Assert.Equal([ChartRule.AboveUcl, ChartRule.BelowLcl], chart.Rules.Skip(12));
    }

    [Fact]
    public void A_mirrored_series_swaps_above_and_below_and_improvement_and_concern()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var values = Series.Random(new(seed), 40);
            var chart = ControlChart.Of(values, [], Series.Plain);

            var mirrored = ControlChart.Of(Array.ConvertAll(values, v => -v), [], Series.Plain);

            Assert.Equal(chart.Rules.Select(ChartRulesTests.Mirrored), mirrored.Rules);
            var other = ControlChart.Of(values, [], Series.Plain with { ImprovementDirection = ImprovementDirection.Decrease });
            Assert.Equal(other.Rules.Select(other.TypeOf), mirrored.Rules.Select(mirrored.TypeOf));
        }
    }

    [Theory]
    [InlineData(ImprovementDirection.Increase, 9, PointType.SpecialCauseImprovement, VariationIcon.ImprovementHigh)]
    [InlineData(ImprovementDirection.Increase, -9, PointType.SpecialCauseConcern, VariationIcon.ConcernLow)]
    [InlineData(ImprovementDirection.Decrease, 9, PointType.SpecialCauseConcern, VariationIcon.ConcernHigh)]
    [InlineData(ImprovementDirection.Decrease, -9, PointType.SpecialCauseImprovement, VariationIcon.ImprovementLow)]
    [InlineData(ImprovementDirection.Neutral, 9, PointType.SpecialCauseNeutralHigh, VariationIcon.NeutralHigh)]
    [InlineData(ImprovementDirection.Neutral, -9, PointType.SpecialCauseNeutralLow, VariationIcon.NeutralLow)]
    [InlineData(ImprovementDirection.Increase, 1, PointType.CommonCause, VariationIcon.CommonCause)]
    public void The_last_point_decides_how_the_process_does(
        ImprovementDirection direction, double last, PointType type, VariationIcon icon)
    {
        var settings = Series.Plain with { ImprovementDirection = direction };

        var chart = ControlChart.Of([1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, last], [], settings);

        Assert.Equal(type, chart.TypeOf(chart.Rules[^1]));
        Assert.Equal(icon, chart.VariationIcon);
    }

    [Theory]
    [InlineData(ImprovementDirection.Increase, 9.0, AssuranceIcon.Fail)]
    [InlineData(ImprovementDirection.Increase, -9.0, AssuranceIcon.Pass)]
    [InlineData(ImprovementDirection.Decrease, 9.0, AssuranceIcon.Pass)]
    [InlineData(ImprovementDirection.Decrease, -9.0, AssuranceIcon.Fail)]
    [InlineData(ImprovementDirection.Increase, 0.0, AssuranceIcon.Inconsistent)]
    [InlineData(ImprovementDirection.Increase, 5.32, AssuranceIcon.Inconsistent)]
    [InlineData(ImprovementDirection.Neutral, 9.0, null)]
    [InlineData(ImprovementDirection.Increase, null, null)]
    public void A_target_beyond_the_limits_is_always_or_never_met(
        ImprovementDirection direction, double? target, AssuranceIcon? icon)
    {
        var settings = Series.Plain with { ImprovementDirection = direction, Target = target };

        Assert.Equal(icon, ControlChart.Of([1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1], [], settings).AssuranceIcon);
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(13, false)]
    public void A_group_of_fewer_than_thirteen_points_is_warned_of(int length, bool warned)
    {
        var chart = ControlChart.Of(Series.Quiet(new(1), length), [], Series.Plain);

        Assert.Equal(warned ? [ChartWarning.ShortGroup] : [], chart.Warnings);
    }
}
