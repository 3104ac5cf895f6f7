using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Quality.ControlCharts;

internal static class ControlChartEndpoints
{
    internal static RouteGroupBuilder MapControlCharts(this IEndpointRouteBuilder routes)
    {
        var charts = routes.MapGroup("/api/quality/spc").WithTags("Control charts");
        charts.MapPost("/analysis", AnalyseSeries.Handle).WithName(nameof(AnalyseSeries))
            .Allow(Policies.SeriesAnalyse).Reads().ProducesValidationProblem().ProducesProblem(422);
        return charts;
    }
}
