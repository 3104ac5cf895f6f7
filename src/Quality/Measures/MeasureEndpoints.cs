using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Quality.ControlCharts;
using IntegratedCare.Quality.Measures.Breakdowns;
using IntegratedCare.Quality.Measures.SpecialCauses;
using IntegratedCare.Quality.Measures.Values;

namespace IntegratedCare.Quality.Measures;

internal static class MeasureEndpoints
{
    internal static void MapMeasures(this IEndpointRouteBuilder routes)
    {
        MapStandards(routes.MapGroup("/api/quality/standards").WithTags("Standards"));
        var measures = routes.MapGroup("/api/quality/measures").WithTags("Measures");
        measures.MapGet("/", FindMeasures.Handle).WithName(nameof(FindMeasures)).Allow(Policies.MeasuresRead).ProducesValidationProblem();
        measures.MapGet("/{code}", ReadMeasure.Handle).WithName(nameof(ReadMeasure)).Allow(Policies.MeasuresRead).ProducesProblem(404);
        measures.MapPut("/{code}", PutMeasure.Handle).WithName(nameof(PutMeasure)).Allow(Policies.MeasuresDefine)
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        measures.MapGet("/{code}/changes", FindMeasureChanges.Handle).WithName(nameof(FindMeasureChanges))
            .Allow(Policies.MeasuresRead).ProducesProblem(404);
        MapValues(measures);
        MapCharts(measures);
        routes.MapGet("/api/quality/special-causes", FindSpecialCauses.Handle).WithName(nameof(FindSpecialCauses)).WithTags("Measures")
            .Allow(Policies.MeasuresRead).ProducesValidationProblem();
    }

    private static void MapStandards(RouteGroupBuilder standards)
    {
        standards.MapGet("/", FindStandards.Handle).WithName(nameof(FindStandards)).Allow(Policies.MeasuresRead).ProducesValidationProblem();
        standards.MapGet("/{code}", ReadStandard.Handle).WithName(nameof(ReadStandard)).Allow(Policies.MeasuresRead).ProducesProblem(404);
        standards.MapPut("/{code}", PutStandard.Handle).WithName(nameof(PutStandard)).Allow(Policies.MeasuresDefine)
            .ProducesProblem(400).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
    }

    private static void MapValues(RouteGroupBuilder measures)
    {
        measures.MapGet("/{code}/values", FindValues.Handle).WithName(nameof(FindValues))
            .Allow(Policies.MeasuresRead).ProducesProblem(404).ProducesProblem(422);
        measures.MapPut("/{code}/values/{period}", EnterValue.Handle).WithName(nameof(EnterValue)).Allow(Policies.MeasureValuesKeep)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        measures.MapGet("/{code}/values/{period}/history", ReadValueHistory.Handle).WithName(nameof(ReadValueHistory))
            .Allow(Policies.MeasuresRead).ProducesProblem(404).ProducesProblem(422);
        measures.MapPost("/{code}/values/import", ImportValues.Handle).WithName(nameof(ImportValues)).Allow(Policies.MeasureValuesKeep)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        measures.MapGet("/{code}/breakdowns/{period}", ReadBreakdown.Handle).WithName(nameof(ReadBreakdown))
            .Allow(Policies.MeasuresRead).ProducesProblem(404).ProducesProblem(422);
    }

    private static void MapCharts(RouteGroupBuilder measures)
    {
        measures.MapGet("/{code}/chart", ReadMeasureChart.Handle).WithName(nameof(ReadMeasureChart))
            .Allow(Policies.MeasuresRead).ProducesProblem(404).ProducesProblem(422);
        measures.MapGet("/{code}/chart.svg", DrawMeasureChart.Handle).WithName(nameof(DrawMeasureChart))
            .Allow(Policies.MeasuresRead).Produces(200, contentType: "image/svg+xml").ProducesProblem(404).ProducesProblem(422);
        measures.MapGet("/{code}/chart.html", ShowMeasureChart.Handle).WithName(nameof(ShowMeasureChart))
            .Allow(Policies.MeasuresRead).Produces(200, contentType: "text/html").ProducesProblem(404).ProducesProblem(422);
        measures.MapGet("/{code}/rebases", FindRebases.Handle).WithName(nameof(FindRebases)).Allow(Policies.MeasuresRead).ProducesProblem(404);
        measures.MapPost("/{code}/rebases", RebaseMeasure.Handle).WithName(nameof(RebaseMeasure)).Allow(Policies.MeasureRebase)
            .AcceptIdempotencyKey().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        measures.MapPost("/{code}/rebases/{id:guid}/withdrawal", TakeBackRebase.Handle).WithName(nameof(TakeBackRebase))
            .Allow(Policies.MeasureRebase).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }
}
