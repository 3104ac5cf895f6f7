using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.UnmetNeed;

internal static class UnmetNeedEndpoints
{
    public static void MapUnmetNeed(this IEndpointRouteBuilder routes)
    {
        var unmetNeed = routes.MapGroup("/api/directory/unmet-need").WithTags("Unmet need");
        unmetNeed.MapGet("/", ReadUnmetNeed.Handle).WithName(nameof(ReadUnmetNeed))
            .Allow(Policies.UnmetNeedRead)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(422);
    }
}
