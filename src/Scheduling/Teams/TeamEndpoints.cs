using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Scheduling.Teams;

internal static class TeamEndpoints
{
    public static IEndpointRouteBuilder MapTeams(this IEndpointRouteBuilder routes)
    {
        var teams = routes.MapGroup("/api/scheduling/teams").WithTags("Teams");
        teams.MapGet("/", FindTeams.Handle).WithName(nameof(FindTeams)).Allow(Policies.TeamsRead);
        teams.MapGet("/{id:guid}", GetTeam.Handle).WithName(nameof(GetTeam)).Allow(Policies.TeamsRead).ProducesProblem(404);
        teams.MapPut("/{id:guid}", PutTeam.Handle).WithName(nameof(PutTeam)).AcceptIdempotencyKey()
            .Allow(Policies.TeamPut).ProducesProblem(422);
        teams.MapGet("/{teamId:guid}/day", SeeTeamDay.Handle).WithName(nameof(SeeTeamDay))
            .Allow(Policies.DiaryRead).ProducesProblem(404);
        return routes;
    }
}
