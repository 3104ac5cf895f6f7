using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Quality.Restrictions;

internal static class RestrictionEndpoints
{
    internal static RouteGroupBuilder MapRestrictions(this IEndpointRouteBuilder routes)
    {
        var restrictions = routes.MapGroup("/api/quality/restrictions").WithTags("Restrictions");
        restrictions.MapPost("/", RestrictService.Handle).WithName(nameof(RestrictService))
            .Allow(Policies.RestrictionPlace).AcceptIdempotencyKey()
            .ProducesValidationProblem().ProducesProblem(409).ProducesProblem(422);
        restrictions.MapPost("/{id:guid}/lift", LiftRestriction.Handle).WithName(nameof(LiftRestriction))
            .Allow(Policies.RestrictionPlace).AcceptIdempotencyKey()
            .ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409);
        restrictions.MapGet("/", FindRestrictions.Handle).WithName(nameof(FindRestrictions))
            .Allow(Policies.RestrictionsList).ProducesValidationProblem();
        restrictions.MapGet("/{id:guid}", ReadRestriction.Handle).WithName(nameof(ReadRestriction))
            .Allow(Policies.RestrictionRead).ProducesProblem(404);
        return restrictions;
    }
}
