using IntegratedCare.Quality.ControlCharts;

namespace IntegratedCare.Quality.Measures;

/// <summary>A measure. <c>Target</c> is what it is to reach today; absent before its first target.</summary>
public sealed record MeasureView(
    string Code,
    string StandardCode,
    string StandardName,
    KeyQuestion KeyQuestion,
    string Name,
    MeasureUnit Unit,
    ImprovementDirection ImprovementDirection,
    MeasurePeriod Period,
    MeasureFeed Feed,
    string Owner,
    string? Numerator,
    string? Denominator,
    double? Target,
    IReadOnlyList<MeasureTargetView> Targets,
    int? FixAfterPoints,
    bool ScreenOutliers,
    int Version)
{
    internal static MeasureView Of(Measure measure, Standard standard, DateOnly today) => new(
        measure.Code, standard.Code, standard.Name, standard.KeyQuestion, measure.Name, measure.Unit, measure.ImprovementDirection,
        measure.Period, measure.Feed, measure.Owner, measure.Numerator, measure.Denominator, measure.TargetOn(today),
        [.. measure.Targets.OrderBy(t => t.EffectiveFrom).Select(t => new MeasureTargetView(t.EffectiveFrom, t.Value))],
        measure.FixAfterPoints, measure.ScreenOutliers, measure.Version);
}

/// <summary>A standard with the measures that tell whether it is met.</summary>
public sealed record StandardView(
    string Code,
    string Name,
    KeyQuestion KeyQuestion,
    string QualityStatement,
    string Owner,
    int Version,
    IReadOnlyList<MeasureView> Measures)
{
    internal static StandardView Of(Standard standard, IEnumerable<Measure> measures, DateOnly today) => new(
        standard.Code, standard.Name, standard.KeyQuestion, standard.QualityStatement, standard.Owner, standard.Version,
        [.. measures.OrderBy(m => m.Code, StringComparer.Ordinal).Select(m => MeasureView.Of(m, standard, today))]);
}

/// <summary>Who said what of a standard or a measure; <c>Content</c> is what was sent, as JSON text.</summary>
public sealed record FrameworkChangeView(int Version, DateTimeOffset At, string ByRole, string? ByOrganisation, string Content);
