using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Ledger.Funds;

internal static class FundEndpoints
{
    public static RouteGroupBuilder MapFunds(this IEndpointRouteBuilder routes)
    {
        var funds = routes.MapGroup("/api/ledger/funds").WithTags("Funds");
        funds.MapGet("/", FindFunds.Handle).WithName(nameof(FindFunds))
            .RequireRoles(Roles.FinanceOfficer, Roles.PoolManager, Roles.BoardMember, Roles.PlaceLoader);
        funds.MapGet("/{code}", SeeFund.Handle).WithName(nameof(SeeFund))
            .RequireRoles(Roles.FinanceOfficer, Roles.PoolManager, Roles.BoardMember, Roles.PlaceLoader)
            .ProducesProblem(404);
        funds.MapGet("/{code}/position", SeePosition.Handle).WithName(nameof(SeePosition))
            .RequireRoles(Roles.FinanceOfficer, Roles.PoolManager, Roles.BoardMember)
            .ProducesProblem(404);
        funds.MapPut("/{code}", PutFund.Handle).WithName(nameof(PutFund))
            .RequireRoles(Roles.PlaceLoader)
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(422);
        return funds;
    }
}
