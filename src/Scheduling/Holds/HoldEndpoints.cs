using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Scheduling.Holds;

internal static class HoldEndpoints
{
    public static IEndpointRouteBuilder MapHolds(this IEndpointRouteBuilder routes)
    {
        var holds = routes.MapGroup("/api/scheduling/holds").WithTags("Holds")
            .RequireRoles(Roles.Gp, Roles.CareCoordinator, Roles.LinkWorker, Roles.TeamClinician);
        holds.MapPost("/", PlaceHold.Handle).WithName(nameof(PlaceHold)).AcceptIdempotencyKey()
            .ProducesProblem(409).ProducesProblem(422);
        return routes;
    }
}
