using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Virements;

internal static class VirementEndpoints
{
    public static RouteGroupBuilder MapVirements(this IEndpointRouteBuilder routes)
    {
        var virements = routes.MapGroup("/api/ledger/funds/{code}/virements").WithTags("Virements");
        virements.MapGet("/", FindVirements.Handle).WithName(nameof(FindVirements))
            .Allow(Policies.PositionRead)
            .ProducesProblem(403).ProducesProblem(404);
        virements.MapPost("/", MakeVirement.Handle).WithName(nameof(MakeVirement))
            .RequireIdempotencyKey()
            .Allow(Policies.VirementMake)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return virements;
    }
}
