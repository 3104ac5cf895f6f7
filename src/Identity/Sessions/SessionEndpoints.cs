using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Sessions;

internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/identity/session", ShowSession.Handle).WithName(nameof(ShowSession)).WithTags("Sessions")
            .Allow(Policies.SelfRead).ProducesProblem(404);
}
