using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Ledger.Spending;

internal static class SpendingEndpoints
{
    public static RouteGroupBuilder MapSpending(this IEndpointRouteBuilder routes)
    {
        var fund = routes.MapGroup("/api/ledger/funds/{code}").WithTags("Spending");
        fund.MapGet("/spending", SeeSpending.Handle).WithName(nameof(SeeSpending))
            .Allow(Policies.PositionRead)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        fund.MapGet("/programmes/{programme}/budget-lines/{division}", SeeBudgetLines.Handle).WithName(nameof(SeeBudgetLines))
            .Allow(Policies.PositionRead)
            .ProducesProblem(403).ProducesProblem(404);
        fund.MapPut("/programmes/{programme}/budget-lines/{division}", PutBudgetLines.Handle).WithName(nameof(PutBudgetLines))
            .Allow(Policies.BudgetPlan)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        return fund;
    }
}
