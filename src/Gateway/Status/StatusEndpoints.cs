using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.Status;

internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/status", ShowStatus.Handle).WithName(nameof(ShowStatus)).WithTags("Status")
            .Allow(Policies.StatusRead);
}
