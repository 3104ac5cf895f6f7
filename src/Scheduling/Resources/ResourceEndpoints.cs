using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Scheduling.Resources;

internal static class ResourceEndpoints
{
    public static IEndpointRouteBuilder MapResources(this IEndpointRouteBuilder routes)
    {
        var resources = routes.MapGroup("/api/scheduling/resources").WithTags("Resources");
        resources.MapGet("/", FindResources.Handle).WithName(nameof(FindResources)).Allow(Policies.ResourcesRead);
        resources.MapGet("/{id:guid}", GetResource.Handle).WithName(nameof(GetResource)).Allow(Policies.ResourcesRead).ProducesProblem(404);
        resources.MapPut("/{id:guid}", PutResource.Handle).WithName(nameof(PutResource)).AcceptIdempotencyKey()
            .Allow(Policies.ResourcePut).ProducesProblem(409).ProducesProblem(422);
        return routes;
    }
}
