using IntegratedCare.Quality.Measures;
using IntegratedCare.Quality.Measures.Values;

namespace IntegratedCare.Quality.ControlCharts;

/// <summary>The chart of a measure, and what it is judged by.</summary>
/// <remarks>
/// <c>Chart</c> is absent until a period with a value lies behind. <c>Provisional</c> is the value of the period that is going on: no rule judges it and no
/// limit comes from it. <c>ServiceId</c> and <c>Neighbourhood</c> are absent in the chart of the whole place.
/// </remarks>
public sealed record MeasureChartView(
    string MeasureCode,
    string Name,
    string StandardName,
    KeyQuestion KeyQuestion,
    string Owner,
    MeasureUnit Unit,
    MeasurePeriod Period,
    ImprovementDirection ImprovementDirection,
    double? Target,
    Guid? ServiceId,
    string? ServiceName,
    string? Neighbourhood,
    ControlChartView? Chart,
    MeasureValueView? Provisional,
    IReadOnlyList<RebaseView> Rebases)
{
    /// <summary>What the chart is of, in words.</summary>
    internal string ScopeName => ServiceName ?? (Neighbourhood is { } code ? $"neighbourhood {code}" : "the whole place");

    internal static MeasureChartView Of(MeasureChart drawn, Standard standard, Guid? serviceId, string? serviceName, string? neighbourhood) => new(
        drawn.Measure.Code, drawn.Measure.Name, standard.Name, standard.KeyQuestion, drawn.Measure.Owner, drawn.Measure.Unit, drawn.Measure.Period,
        drawn.Measure.ImprovementDirection, drawn.Target, serviceId, serviceName, neighbourhood,
        drawn.Chart is { } chart
            ? ControlChartView.Of([.. drawn.Finished.Select(v => new SeriesPoint(v.Period, v.Value))], chart) : null,
        drawn.Provisional is { } now
            ? new(now.Period, now.Value, now.Numerator, now.Denominator, Provisional: true, now.Version, Withdrawn: false) : null,
        [.. drawn.Rebases.Select(RebaseView.Of)]);
}
