using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.RiskShares;

internal static class RiskShareEndpoints
{
    public static RouteGroupBuilder MapRiskShares(this IEndpointRouteBuilder routes)
    {
        var fund = routes.MapGroup("/api/ledger/funds/{code}").WithTags("Risk share");
        fund.MapGet("/risk-share", SeeRiskShare.Handle).WithName(nameof(SeeRiskShare))
            .Allow(Policies.RiskShareRead)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        fund.MapPost("/risk-share/what-if", AssumeOutturns.Handle).WithName(nameof(AssumeOutturns))
            .Allow(Policies.RiskShareRead).Reads()
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        fund.MapGet("/partner-shares", SeePartnerShares.Handle).WithName(nameof(SeePartnerShares))
            .Allow(Policies.RiskShareRead)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        fund.MapGet("/risk-share/settlements", FindSettlements.Handle).WithName(nameof(FindSettlements))
            .Allow(Policies.RiskShareRead)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        fund.MapPost("/risk-share/settlements", SettleRiskShare.Handle).WithName(nameof(SettleRiskShare))
            .RequireIdempotencyKey()
            .Allow(Policies.RiskShareSettle)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        fund.MapPost("/risk-share/payments", PayShare.Handle).WithName(nameof(PayShare))
            .RequireIdempotencyKey()
            .Allow(Policies.RiskSharePay)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        fund.MapPost("/risk-share/refunds", RefundShare.Handle).WithName(nameof(RefundShare))
            .RequireIdempotencyKey()
            .Allow(Policies.RiskShareSettle)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return fund;
    }
}
