using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Contributions;

internal static class ContributionEndpoints
{
    public static RouteGroupBuilder MapContributions(this IEndpointRouteBuilder routes)
    {
        var contributions = routes.MapGroup("/api/ledger/funds/{code}/contributions").WithTags("Contributions");
        contributions.MapPost("/", PostContribution.Handle).WithName(nameof(PostContribution))
            .RequireIdempotencyKey()
            .Allow(Policies.FundContribute)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        contributions.MapGet("/", FindContributions.Handle).WithName(nameof(FindContributions))
            .Allow(Policies.BooksRead)
            .ProducesProblem(403).ProducesProblem(404);
        contributions.MapGet("/schedule", SeeSchedule.Handle).WithName(nameof(SeeSchedule))
            .Allow(Policies.PositionRead)
            .ProducesProblem(403).ProducesProblem(404);
        contributions.MapGet("/next-year", ProposeNextYear.Handle).WithName(nameof(ProposeNextYear))
            .Allow(Policies.PositionRead)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        contributions.MapPost("/planned-changes", PlanChange.Handle).WithName(nameof(PlanChange))
            .AcceptIdempotencyKey()
            .Allow(Policies.ContributionPlan)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return contributions;
    }
}
