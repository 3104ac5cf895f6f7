using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Quality.Incidents;

namespace IntegratedCare.Quality.Restrictions;

internal static class RestrictionEndpoints
{
    internal static RouteGroupBuilder MapRestrictions(this IEndpointRouteBuilder routes)
    {
        var restrictions = routes.MapGroup("/api/quality/restrictions").WithTags("Restrictions");
        restrictions.MapPost("/", RestrictService.Handle).WithName(nameof(RestrictService))
            .RequireRoles(Roles.ChiefNurse).AcceptIdempotencyKey()
            .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(422);
        restrictions.MapPost("/{id:guid}/lift", LiftRestriction.Handle).WithName(nameof(LiftRestriction))
            .RequireRoles(Roles.ChiefNurse).AcceptIdempotencyKey()
            .ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409);
        restrictions.MapGet("/", FindRestrictions.Handle).WithName(nameof(FindRestrictions))
            .RequireRoles([.. NeedToKnow.Officers, Roles.Operator]).ProducesValidationProblem();
        restrictions.MapGet("/{id:guid}", ReadRestriction.Handle).WithName(nameof(ReadRestriction))
            .RequireRoles(NeedToKnow.Officers).ProducesProblem(404);
        return restrictions;
    }
}
