using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Rephasings;

internal static class RephasingEndpoints
{
    public static RouteGroupBuilder MapRephasings(this IEndpointRouteBuilder routes)
    {
        var fund = routes.MapGroup("/api/ledger/funds/{code}").WithTags("Funds of several years");
        fund.MapGet("/years", SeeFundYears.Handle).WithName(nameof(SeeFundYears))
            .Allow(Policies.FundsRead)
            .ProducesProblem(404);
        fund.MapPost("/rephasings", Rephase.Handle).WithName(nameof(Rephase))
            .AcceptIdempotencyKey()
            .Allow(Policies.FundRephase)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return fund;
    }
}
