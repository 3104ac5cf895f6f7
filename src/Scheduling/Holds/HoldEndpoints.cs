using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Scheduling.Holds;

internal static class HoldEndpoints
{
    public static IEndpointRouteBuilder MapHolds(this IEndpointRouteBuilder routes)
    {
        var holds = routes.MapGroup("/api/scheduling/holds").WithTags("Holds");
        holds.MapPost("/", PlaceHold.Handle).WithName(nameof(PlaceHold))
            .Allow(Policies.CareBook).AcceptIdempotencyKey()
            .ProducesProblem(409).ProducesProblem(422);
        holds.MapPost("/series", PlaceHoldSeries.Handle).WithName(nameof(PlaceHoldSeries))
            .Allow(Policies.CareBook).AcceptIdempotencyKey()
            .ProducesProblem(409).ProducesProblem(422);
        return routes;
    }
}
