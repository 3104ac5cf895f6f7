using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Reversals;

internal static class ReversalEndpoints
{
    public static RouteGroupBuilder MapReversals(this IEndpointRouteBuilder routes)
    {
        var reversals = routes.MapGroup("/api/ledger/funds/{code}/journal/{number:long}/reversal").WithTags("Reversals");
        reversals.MapPost("/", ReverseEntry.Handle).WithName(nameof(ReverseEntry))
            .RequireIdempotencyKey()
            .Allow(Policies.ManualEntryPost)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return reversals;
    }
}
