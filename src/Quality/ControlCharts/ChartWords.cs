using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using IntegratedCare.Quality.Measures;

namespace IntegratedCare.Quality.ControlCharts;

/// <summary>What a chart says, in the words of people who read it.</summary>
internal static class ChartWords
{
    // What means something to HTML is written as its code, and all the rest as it is.
    private static readonly HtmlEncoder Letters = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Safe(string text) => Letters.Encode(text);

    public static string Number(double value, MeasureUnit unit) =>
        value.ToString(Math.Abs(value) >= 1e6 ? "0.###E+0" : "#,0.##", CultureInfo.InvariantCulture) + (unit == MeasureUnit.Percent ? "%" : "");

    public static string PeriodOf(DateOnly start, MeasurePeriod period) => period == MeasurePeriod.Month
        ? start.ToString("MMM yyyy", CultureInfo.InvariantCulture)
        : start.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string UnitOf(MeasureUnit unit) => unit switch
    {
        MeasureUnit.Days => "days",
        MeasureUnit.Percent => "percent",
        MeasureUnit.Count => "count",
        MeasureUnit.Score => "score",
    };

    public static string QuestionOf(KeyQuestion question) => question switch
    {
        KeyQuestion.Safe => "Safe",
        KeyQuestion.Effective => "Effective",
        KeyQuestion.Caring => "Caring",
        KeyQuestion.Responsive => "Responsive",
        KeyQuestion.WellLed => "Well-led",
    };

    public static string DirectionOf(ImprovementDirection direction) => direction switch
    {
        ImprovementDirection.Increase => "higher is better",
        ImprovementDirection.Decrease => "lower is better",
        ImprovementDirection.Neutral => "neither way is better",
    };

    public static string RuleOf(ChartRule rule) => rule switch
    {
        ChartRule.CommonCause => "common cause",
        ChartRule.AboveUcl => "above the upper limit",
        ChartRule.BelowLcl => "below the lower limit",
        ChartRule.SevenPointTrendIncreasing => "seven or more points rising",
        ChartRule.SevenPointTrendDecreasing => "seven or more points falling",
        ChartRule.TwoInThreeAboveCl => "two of three near the upper limit",
        ChartRule.TwoInThreeBelowCl => "two of three near the lower limit",
        ChartRule.SevenPointsAboveCl => "seven or more points above the mean",
        ChartRule.SevenPointsBelowCl => "seven or more points below the mean",
    };

    public static string TypeOf(PointType type) => type switch
    {
        PointType.CommonCause => "common cause",
        PointType.SpecialCauseImprovement => "improvement",
        PointType.SpecialCauseConcern => "concern",
        PointType.SpecialCauseNeutralHigh => "special cause, high",
        PointType.SpecialCauseNeutralLow => "special cause, low",
    };

    public static string VariationOf(VariationIcon icon) => icon switch
    {
        VariationIcon.CommonCause => "common cause: no significant change",
        VariationIcon.ImprovementHigh => "improvement, towards high values",
        VariationIcon.ImprovementLow => "improvement, towards low values",
        VariationIcon.ConcernHigh => "concern, towards high values",
        VariationIcon.ConcernLow => "concern, towards low values",
        VariationIcon.NeutralHigh => "special cause, towards high values",
        VariationIcon.NeutralLow => "special cause, towards low values",
    };

    public static string AssuranceOf(AssuranceIcon icon) => icon switch
    {
        AssuranceIcon.Pass => "the target will be met consistently",
        AssuranceIcon.Fail => "the target will not be met unless something changes",
        AssuranceIcon.Inconsistent => "the target will be met some of the time",
    };

    public static string WarningOf(ChartWarning warning) => warning switch
    {
        ChartWarning.ShortGroup => "Limits of fewer than thirteen points may still move a good deal.",
        ChartWarning.LimitsMissing => "There are too few differing points to draw limits from.",
    };

    /// <summary>The chart in one or two sentences, for whoever does not see it.</summary>
    public static string Summary(MeasureChartView view)
    {
        if (view.Chart is not { } chart) return "No finished period has a value yet.";
        var newest = chart.Points[^1];
        var limits = newest is { LowerLimit: { } lower, UpperLimit: { } upper }
            ? $", limits {Number(lower, view.Unit)} to {Number(upper, view.Unit)}" : ", no limits";
        var assurance = chart.AssuranceIcon is { } icon && view.Target is { } target
            ? $" Target {Number(target, view.Unit)}: {AssuranceOf(icon)}." : "";
        return $"{chart.Points.Count} values from {PeriodOf(chart.Points[0].Date, view.Period)} to {PeriodOf(newest.Date, view.Period)}; the newest is "
            + $"{Number(newest.Value, view.Unit)}, mean {Number(newest.Mean, view.Unit)}{limits}. Variation: {VariationOf(chart.VariationIcon)}.{assurance}";
    }
}
