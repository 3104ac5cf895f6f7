using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Ledger.BetterCare;

internal static class BetterCareEndpoints
{
    public static RouteGroupBuilder MapBetterCare(this IEndpointRouteBuilder routes)
    {
        var plan = routes.MapGroup("/api/ledger/funds/{code}/better-care-plan").WithTags("Better Care Fund");
        plan.MapGet("/", SeeBetterCarePlan.Handle).WithName(nameof(SeeBetterCarePlan))
            .Allow(Policies.StatementsRead)
            .ProducesProblem(403).ProducesProblem(404);
        plan.MapPut("/", PutBetterCarePlan.Handle).WithName(nameof(PutBetterCarePlan))
            .Allow(Policies.StatementIssue)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        return plan;
    }
}
