using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Ledger.Funds;

internal static class FundEndpoints
{
    public static RouteGroupBuilder MapFunds(this IEndpointRouteBuilder routes)
    {
        var funds = routes.MapGroup("/api/ledger/funds").WithTags("Funds");
        funds.MapGet("/", FindFunds.Handle).WithName(nameof(FindFunds))
            .Allow(Policies.FundsRead);
        funds.MapGet("/{code}", SeeFund.Handle).WithName(nameof(SeeFund))
            .Allow(Policies.FundsRead)
            .ProducesProblem(404);
        funds.MapGet("/{code}/position", SeePosition.Handle).WithName(nameof(SeePosition))
            .Allow(Policies.PositionRead)
            .ProducesProblem(403).ProducesProblem(404);
        funds.MapPut("/{code}", PutFund.Handle).WithName(nameof(PutFund))
            .Allow(Policies.PlaceLoad)
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(422);
        return funds;
    }
}
