using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Quality.Risks;

internal static class RiskEndpoints
{
    internal static void MapRisks(this IEndpointRouteBuilder routes)
    {
        var risks = routes.MapGroup("/api/quality/risks").WithTags("Risks");
        risks.MapGet("/", FindRisks.Handle).WithName(nameof(FindRisks)).Allow(Policies.RisksRead).ProducesValidationProblem();
        risks.MapPost("/", RaiseRisk.Handle).WithName(nameof(RaiseRisk)).Allow(Policies.RiskKeep)
            .AcceptIdempotencyKey().ProducesValidationProblem().ProducesProblem(422);
        risks.MapGet("/heat-map", ReadHeatMap.Handle).WithName(nameof(ReadHeatMap)).Allow(Policies.RisksRead);
        risks.MapGet("/heat-map.svg", DrawHeatMap.Handle).WithName(nameof(DrawHeatMap)).Allow(Policies.RisksRead)
            .Produces(200, contentType: "image/svg+xml");
        risks.MapGet("/{id:guid}", ReadRisk.Handle).WithName(nameof(ReadRisk)).Allow(Policies.RisksRead).ProducesProblem(404);
        risks.MapPut("/{id:guid}", ChangeRisk.Handle).WithName(nameof(ChangeRisk)).Allow(Policies.RiskKeep)
            .ProducesValidationProblem().ProducesProblem(403).ProducesProblem(404).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        risks.MapGet("/{id:guid}/history", ReadRiskHistory.Handle).WithName(nameof(ReadRiskHistory)).Allow(Policies.RisksRead).ProducesProblem(404);
        risks.MapPost("/{id:guid}/links", LinkRisk.Handle).WithName(nameof(LinkRisk)).Allow(Policies.RiskLink)
            .AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        risks.MapDelete("/{id:guid}/links/{linkId:guid}", UnlinkRisk.Handle).WithName(nameof(UnlinkRisk)).Allow(Policies.RiskLink).ProducesProblem(404);

        var issues = routes.MapGroup("/api/quality/issues").WithTags("Issues");
        issues.MapGet("/", FindIssues.Handle).WithName(nameof(FindIssues)).Allow(Policies.RisksRead).ProducesValidationProblem();
        issues.MapPost("/", LogIssue.Handle).WithName(nameof(LogIssue)).Allow(Policies.RiskKeep)
            .AcceptIdempotencyKey().ProducesValidationProblem().ProducesProblem(422);
        issues.MapGet("/{id:guid}", ReadIssue.Handle).WithName(nameof(ReadIssue)).Allow(Policies.RisksRead).ProducesProblem(404);
        issues.MapPost("/{id:guid}/resolution", ResolveIssue.Handle).WithName(nameof(ResolveIssue)).Allow(Policies.RiskKeep)
            .ProducesValidationProblem().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }
}
