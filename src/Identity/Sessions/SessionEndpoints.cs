using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Identity.Sessions;

internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/identity/session").WithTags("Sessions");
        session.MapGet("/", ShowSession.Handle).WithName(nameof(ShowSession)).Allow(Policies.SelfRead).ProducesProblem(404);
        session.MapPost("/membership", SwitchMembership.Handle).WithName(nameof(SwitchMembership)).Allow(Policies.SelfChange)
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);

        var sessions = routes.MapGroup("/identity/sessions").WithTags("Sessions");
        sessions.MapGet("/", ListSessions.Handle).WithName(nameof(ListSessions)).Allow(Policies.SelfRead).ProducesProblem(404);
        sessions.MapPost("/{id:guid}/revoke", RevokeSession.Handle).WithName(nameof(RevokeSession)).Allow(Policies.SelfChange)
            .ProducesProblem(404);
        sessions.MapPost("/revoke-others", RevokeOtherSessions.Handle).WithName(nameof(RevokeOtherSessions)).Allow(Policies.SelfChange)
            .ProducesProblem(404);
    }
}
