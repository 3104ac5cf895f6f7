using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Bank;

internal static class BankEndpoints
{
    public static RouteGroupBuilder MapBank(this IEndpointRouteBuilder routes)
    {
        var fund = routes.MapGroup("/api/ledger/funds/{code}").WithTags("Bank").Allow(Policies.BankReconcile);
        fund.MapPost("/bank-statements", SendStatement.Handle).WithName(nameof(SendStatement))
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(413).ProducesProblem(415);
        fund.MapGet("/bank/worklist", SeeWorklist.Handle).WithName(nameof(SeeWorklist))
            .ProducesProblem(403).ProducesProblem(404);
        fund.MapGet("/bank/reconciliation", SeeReconciliation.Handle).WithName(nameof(SeeReconciliation))
            .ProducesProblem(403).ProducesProblem(404);
        fund.MapPost("/bank/lines/{line:int}/match", MatchLine.Handle).WithName(nameof(MatchLine))
            .AcceptIdempotencyKey()
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        fund.MapPost("/bank/lines/{line:int}/unmatch", UnmatchLine.Handle).WithName(nameof(UnmatchLine))
            .AcceptIdempotencyKey()
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        fund.MapPost("/bank/lines/{line:int}/contribution", WriteContribution.Handle).WithName(nameof(WriteContribution))
            .RequireIdempotencyKey()
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return fund;
    }
}
