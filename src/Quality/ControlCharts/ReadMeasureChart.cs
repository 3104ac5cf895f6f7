using System.Text;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.CareServices;
using IntegratedCare.Quality.Measures;
using IntegratedCare.Quality.Measures.Values;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.ControlCharts;

/// <summary>A measure's chart, drawn up from its values as they stand when it is asked for.</summary>
internal static class ReadMeasureChart
{
    public static Task<MeasureChartView> Handle(
        string code, [AsParameters] ScopeFilter filter, QualityDb db, TimeProvider time, CancellationToken cancellationToken) =>
        ViewAsync(code, filter, db, time, cancellationToken);

    internal static async Task<MeasureChartView> ViewAsync(
        string code, ScopeFilter filter, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var measure = await db.MeasureOfAsync(code, cancellationToken);
        var standard = await db.Standards.AsNoTracking().SingleAsync(s => s.Code == measure.StandardCode, cancellationToken);
        var (scope, key) = await db.KnownScopeAsync(filter, cancellationToken);
        var name = filter.ServiceId is { } id
            ? await db.CareServices.Where(s => s.Id == CareServiceId.From(id)).Select(s => s.Name ?? "a service without a name").FirstAsync(cancellationToken)
            : null;
        var drawn = await MeasureChart.OfAsync(db, measure, scope, key, LondonTime.DateOf(time.GetUtcNow()), cancellationToken);
        return MeasureChartView.Of(drawn, standard, filter.ServiceId, name, filter.Neighbourhood);
    }
}

/// <summary>The chart as a picture that says in words what it shows.</summary>
internal static class DrawMeasureChart
{
    public static async Task<FileContentHttpResult> Handle(
        string code, [AsParameters] ScopeFilter filter, HttpResponse response, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var view = await ReadMeasureChart.ViewAsync(code, filter, db, time, cancellationToken);
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(Encoding.UTF8.GetBytes(ChartDrawing.Of(view)), "image/svg+xml; charset=utf-8");
    }
}

/// <summary>The chart as a page to be read and printed, with the table of its points.</summary>
internal static class ShowMeasureChart
{
    public static async Task<FileContentHttpResult> Handle(
        string code, [AsParameters] ScopeFilter filter, HttpResponse response, QualityDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var view = await ReadMeasureChart.ViewAsync(code, filter, db, time, cancellationToken);
        response.Headers.ContentSecurityPolicy = ChartPage.SecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.File(Encoding.UTF8.GetBytes(ChartPage.Of(view)), "text/html; charset=utf-8");
    }
}
