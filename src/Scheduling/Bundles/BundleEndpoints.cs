using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Scheduling.Bundles;

internal static class BundleEndpoints
{
    public static IEndpointRouteBuilder MapBundles(this IEndpointRouteBuilder routes)
    {
        var bundles = routes.MapGroup("/api/scheduling/bundles").WithTags("Bundles");
        bundles.MapPost("/search", SearchBundles.Handle).WithName(nameof(SearchBundles))
            .Allow(Policies.SlotsRead).Reads().ProducesProblem(404).ProducesProblem(422);
        bundles.MapPost("/holds", HoldBundle.Handle).WithName(nameof(HoldBundle))
            .Allow(Policies.CareBook).AcceptIdempotencyKey().ProducesProblem(409).ProducesProblem(422);
        bundles.MapPost("/", MakeBundle.Handle).WithName(nameof(MakeBundle))
            .Allow(Policies.CareBook).RequireIdempotencyKey()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(422);
        bundles.MapPost("/{id:guid}/cancellation", CancelBundle.Handle).WithName(nameof(CancelBundle))
            .Allow(Policies.CareChange).AcceptIdempotencyKey().ProducesProblem(404);
        return routes;
    }
}
