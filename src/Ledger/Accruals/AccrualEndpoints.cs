using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Accruals;

internal static class AccrualEndpoints
{
    public static RouteGroupBuilder MapAccruals(this IEndpointRouteBuilder routes)
    {
        var accruals = routes.MapGroup("/api/ledger/funds/{code}/accruals").WithTags("Accruals");
        accruals.MapGet("/", FindAccruals.Handle).WithName(nameof(FindAccruals))
            .Allow(Policies.PositionRead)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        accruals.MapPost("/", PostAccrual.Handle).WithName(nameof(PostAccrual))
            .RequireIdempotencyKey()
            .Allow(Policies.AccrualPost)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        accruals.MapGet("/proposal", SeeAccrualProposal.Handle).WithName(nameof(SeeAccrualProposal))
            .Allow(Policies.AccrualPost)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
        accruals.MapPost("/proposal", PostBookingAccrual.Handle).WithName(nameof(PostBookingAccrual))
            .RequireIdempotencyKey()
            .Allow(Policies.AccrualPost)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return accruals;
    }
}
