namespace IntegratedCare.Quality.ControlCharts;

/// <summary>A chart's points in the order of their dates, and what the whole says.</summary>
public sealed record ControlChartView(
    IReadOnlyList<ControlChartPointView> Points,
    VariationIcon VariationIcon,
    AssuranceIcon? AssuranceIcon,
    IReadOnlyList<ChartWarning> Warnings)
{
    internal static ControlChartView Of(SeriesPoint[] series, ControlChart chart)
    {
        var points = new List<ControlChartPointView>(series.Length);
        foreach (var group in chart.Groups)
            for (var i = group.Start; i < group.Start + group.Length; i++)
                points.Add(ControlChartPointView.Of(series[i], group.Limits, chart.Rules[i], chart.TypeOf(chart.Rules[i])));

        return new(points, chart.VariationIcon, chart.AssuranceIcon, chart.Warnings);
    }
}

/// <summary>One point with the limits of its group; they are absent where a group has none.</summary>
public sealed record ControlChartPointView(
    DateOnly Date,
    double Value,
    double Mean,
    double? LowerLimit,
    double? UpperLimit,
    ChartRule Rule,
    PointType Type)
{
    internal static ControlChartPointView Of(SeriesPoint point, in ControlLimits limits, ChartRule rule, PointType type) =>
        new(point.Date, point.Value, limits.Mean,
            limits.Missing ? null : limits.Lower, limits.Missing ? null : limits.Upper, rule, type);
}
