namespace IntegratedCare.Quality.ControlCharts;

/// <summary>What a series is judged by.</summary>
/// <remarks>
/// <c>FixAfterPoints</c>: limits come from only so many first points of each group; null: from all of them. <c>ScreenOutliers</c>: limits leave out
/// moving ranges that are themselves beyond their limit.
/// </remarks>
internal readonly record struct ChartSettings(
    ImprovementDirection ImprovementDirection, double? Target, int? FixAfterPoints, bool ScreenOutliers);

/// <summary>Points that share their limits: from one rebase to the next.</summary>
internal readonly record struct ChartGroup(int Start, int Length, ControlLimits Limits);

/// <summary>An XmR chart: individual values, and limits from their moving ranges.</summary>
internal sealed class ControlChart
{
    /// <summary>Fewer points than this leave the limits uncertain.</summary>
    public const int GroupLengthMin = 13;

    /// <summary>Fewer points than this cannot stand for a process from then on.</summary>
    public const int BaselineLengthMin = 12;

    private readonly ImprovementDirection direction;
    private readonly double? target;
    private readonly ChartGroup[] groups;
    private readonly ChartRule[] rules;

    private ControlChart(in ChartSettings settings, ChartGroup[] groups, ChartRule[] rules) =>
        (direction, target, this.groups, this.rules) = (settings.ImprovementDirection, settings.Target, groups, rules);

    public IReadOnlyList<ChartGroup> Groups => groups;

    public IReadOnlyList<ChartRule> Rules => rules;

    /// <summary>Draws up the chart of one series.</summary>
    /// <remarks>
    /// There is at least one value; they are finite and in the order of their dates. <c>rebases</c> says, in order, at which values new groups
    /// begin; the first group needs no saying.
    /// </remarks>
    public static ControlChart Of(ReadOnlySpan<double> values, ReadOnlySpan<int> rebases, in ChartSettings settings)
    {
        if (rebases is [0, ..]) rebases = rebases[1..];
        var groups = new ChartGroup[rebases.Length + 1];
        var rules = new ChartRule[values.Length];
        for (var g = 0; g < groups.Length; g++)
        {
            var start = g == 0 ? 0 : rebases[g - 1];
            var end = g == rebases.Length ? values.Length : rebases[g];
            var group = values[start..end];
            var baseline = group[..Math.Min(group.Length, settings.FixAfterPoints ?? group.Length)];
            groups[g] = new(start, group.Length, ControlLimits.Of(baseline, settings.ScreenOutliers));
            ChartRules.Apply(group, groups[g].Limits, rules.AsSpan(start, group.Length));
        }

        return new(settings, groups, rules);
    }

    public PointType TypeOf(ChartRule rule) => Side(rule) switch
    {
        0 => PointType.CommonCause,
        > 0 => direction switch
        {
            ImprovementDirection.Increase => PointType.SpecialCauseImprovement,
            ImprovementDirection.Decrease => PointType.SpecialCauseConcern,
            ImprovementDirection.Neutral => PointType.SpecialCauseNeutralHigh,
        },
        < 0 => direction switch
        {
            ImprovementDirection.Increase => PointType.SpecialCauseConcern,
            ImprovementDirection.Decrease => PointType.SpecialCauseImprovement,
            ImprovementDirection.Neutral => PointType.SpecialCauseNeutralLow,
        },
    };

    /// <summary>The last point says how the process does now.</summary>
    public VariationIcon VariationIcon => (TypeOf(rules[^1]), Side(rules[^1]) > 0) switch
    {
        (PointType.CommonCause, _) => VariationIcon.CommonCause,
        (PointType.SpecialCauseImprovement, true) => VariationIcon.ImprovementHigh,
        (PointType.SpecialCauseImprovement, false) => VariationIcon.ImprovementLow,
        (PointType.SpecialCauseConcern, true) => VariationIcon.ConcernHigh,
        (PointType.SpecialCauseConcern, false) => VariationIcon.ConcernLow,
        (PointType.SpecialCauseNeutralHigh, _) => VariationIcon.NeutralHigh,
        (PointType.SpecialCauseNeutralLow, _) => VariationIcon.NeutralLow,
    };

    /// <summary>The last group's limits against the target; null without a target, or where neither way is better.</summary>
    public AssuranceIcon? AssuranceIcon
    {
        get
        {
            if (target is not { } aim || direction == ImprovementDirection.Neutral) return null;

            var limits = groups[^1].Limits;
            var increase = direction == ImprovementDirection.Increase;
            if (aim > limits.Upper) return increase ? ControlCharts.AssuranceIcon.Fail : ControlCharts.AssuranceIcon.Pass;
            if (aim < limits.Lower) return increase ? ControlCharts.AssuranceIcon.Pass : ControlCharts.AssuranceIcon.Fail;
            return ControlCharts.AssuranceIcon.Inconsistent;
        }
    }

    /// <summary>Each warning once, whichever of the groups it is about.</summary>
    public IReadOnlyList<ChartWarning> Warnings
    {
        get
        {
            List<ChartWarning> warnings = [];
            if (groups.Any(group => group.Length < GroupLengthMin)) warnings.Add(ChartWarning.ShortGroup);
            if (groups.Any(group => group.Limits.Missing)) warnings.Add(ChartWarning.LimitsMissing);
            return warnings;
        }
    }

    /// <summary>Above 0: the rule tells of high or rising values; below: of low or falling ones.</summary>
    private static int Side(ChartRule rule) => rule switch
    {
        ChartRule.CommonCause => 0,
        ChartRule.AboveUcl or ChartRule.SevenPointTrendIncreasing
            or ChartRule.TwoInThreeAboveCl or ChartRule.SevenPointsAboveCl => 1,
        ChartRule.BelowLcl or ChartRule.SevenPointTrendDecreasing
            or ChartRule.TwoInThreeBelowCl or ChartRule.SevenPointsBelowCl => -1,
    };
}
