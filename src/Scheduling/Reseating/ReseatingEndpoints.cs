using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Scheduling.Reseating;

internal static class ReseatingEndpoints
{
    public static IEndpointRouteBuilder MapReseating(this IEndpointRouteBuilder routes)
    {
        var reseating = routes.MapGroup("/api/scheduling/teams/{id:guid}/reseating").WithTags("Reseating");
        reseating.MapPost("/preview", PreviewReseating.Handle).WithName(nameof(PreviewReseating))
            .Allow(Policies.TeamReseat).Reads().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        reseating.MapPost("/", Reseat.Handle).WithName(nameof(Reseat))
            .Allow(Policies.TeamReseat).AcceptIdempotencyKey().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return routes;
    }
}
