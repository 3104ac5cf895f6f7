using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Quality.ControlCharts;

/// <summary>A series of any measure, and what it is judged by; nothing of it is kept.</summary>
/// <remarks>
/// The points may come in any order. <c>FixAfterPoints</c>: limits come from only so many first points of each group. <c>ScreenOutliers</c>:
/// limits leave out moving ranges that are themselves out of the ordinary, as is usual.
/// </remarks>
public sealed record AnalyseSeriesRequest(
    [Required, Length(1, AnalyseSeriesRequest.PointsMax)] IReadOnlyList<SeriesPoint> Points,
    ImprovementDirection ImprovementDirection,
    double? Target = null,
    int? FixAfterPoints = null,
    bool ScreenOutliers = true)
{
    internal const int PointsMax = 10_000;
}

/// <summary>What was measured on, or for the time from, a date. <c>Rebase</c>: new limits begin with this point.</summary>
[method: JsonConstructor]
public readonly record struct SeriesPoint(DateOnly Date, double Value, bool? Rebase = null);

internal static class AnalyseSeries
{
    /// <summary>Beyond any measure, and so far within what a number can hold that no sum of a series leaves it.</summary>
    internal const double NumberMax = 1e100;

    public static Ok<ControlChartView> Handle(AnalyseSeriesRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SeriesPoint[] points = [.. request.Points.OrderBy(point => point.Date)];
        RefuseWhatCannotBeCharted(request, points);

        var values = Array.ConvertAll(points, point => point.Value);
        int[] rebases = [.. Enumerable.Range(0, points.Length).Where(i => points[i].Rebase == true)];
        var settings = new ChartSettings(
            request.ImprovementDirection, request.Target, request.FixAfterPoints, request.ScreenOutliers);
        return TypedResults.Ok(ControlChartView.Of(points, ControlChart.Of(values, rebases, settings)));
    }

    private static void RefuseWhatCannotBeCharted(AnalyseSeriesRequest request, SeriesPoint[] points)
    {
        if (request.FixAfterPoints < ControlChart.BaselineLengthMin)
            throw new DomainException(ControlChartErrors.BaselineTooShort);

        if (OutOfRange(request.Target ?? 0)) throw new DomainException(ControlChartErrors.NumberOutOfRange, "At target.");

        for (var i = 0; i < points.Length; i++)
        {
            if (OutOfRange(points[i].Value))
                throw new DomainException(ControlChartErrors.NumberOutOfRange, $"At {points[i].Date:O}.");
            if (i > 0 && points[i].Date == points[i - 1].Date)
                throw new DomainException(ControlChartErrors.DateTwice, $"At {points[i].Date:O}.");
        }
    }

    // Also true of what is not a number, and of what JSON states too great to be held.
    private static bool OutOfRange(double number) => !(Math.Abs(number) <= NumberMax);
}
