using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Scheduling.Rounds;

internal static class RoundEndpoints
{
    public static void AddRounds(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RoundSettings>().BindConfiguration("Rounds").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RoundPlanner>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RoundPlanner>());
    }

    public static IEndpointRouteBuilder MapRounds(this IEndpointRouteBuilder routes)
    {
        var rounds = routes.MapGroup("/api/scheduling/teams/{teamId:guid}/rounds").WithTags("Rounds");
        rounds.MapPost("/", PlanRound.Handle).WithName(nameof(PlanRound))
            .Allow(Policies.RoundPlan).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        rounds.MapGet("/", FindRounds.Handle).WithName(nameof(FindRounds)).Allow(Policies.RoundRead).ProducesProblem(404);
        rounds.MapGet("/{id:guid}", GetRound.Handle).WithName(nameof(GetRound)).Allow(Policies.RoundRead).ProducesProblem(404);
        rounds.MapPost("/{id:guid}/cancellation", CancelRound.Handle).WithName(nameof(CancelRound))
            .Allow(Policies.RoundPlan).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409);
        rounds.MapPost("/{id:guid}/visits", AddVisit.Handle).WithName(nameof(AddVisit))
            .Allow(Policies.RoundPlan).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(422);
        rounds.MapDelete("/{id:guid}/visits/{visitId:guid}", RemoveVisit.Handle).WithName(nameof(RemoveVisit))
            .Allow(Policies.RoundPlan).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(422);
        rounds.MapPut("/{id:guid}/pins", PutPins.Handle).WithName(nameof(PutPins))
            .Allow(Policies.RoundPlan).AcceptIdempotencyKey()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        rounds.MapPost("/{id:guid}/optimisation", OptimiseRound.Handle).WithName(nameof(OptimiseRound))
            .Allow(Policies.RoundPlan).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409).ProducesProblem(410).ProducesProblem(429);
        rounds.MapPost("/{id:guid}/publication", PublishRound.Handle).WithName(nameof(PublishRound))
            .Allow(Policies.RoundPlan).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409);
        rounds.MapPost("/{id:guid}/withdrawal", WithdrawRound.Handle).WithName(nameof(WithdrawRound))
            .Allow(Policies.RoundPlan).AcceptIdempotencyKey().ProducesProblem(404).ProducesProblem(409);
        return routes;
    }
}
