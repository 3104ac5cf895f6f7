using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Scheduling.BreakGlass;

internal static class BreakGlassEndpoints
{
    public static void AddBreakGlass(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<BreakGlassPolicy>().BindConfiguration("BreakGlass").ValidateDataAnnotations().ValidateOnStart();

    public static IEndpointRouteBuilder MapBreakGlass(this IEndpointRouteBuilder routes)
    {
        var grants = routes.MapGroup("/api/scheduling/break-glass").WithTags("BreakGlass");
        grants.MapPost("/", OpenBreakGlass.Handle).WithName(nameof(OpenBreakGlass))
            .Allow(Policies.BreakGlassOpen).RequireIdempotencyKey().ProducesProblem(409).ProducesProblem(422);
        grants.MapGet("/", FindGrants.Handle).WithName(nameof(FindGrants)).Allow(Policies.BreakGlassReview);
        grants.MapGet("/{id:guid}", ReadGrant.Handle).WithName(nameof(ReadGrant))
            .Allow(Policies.BreakGlassReview).ProducesProblem(404);
        grants.MapPost("/{id:guid}/review", ReviewGrant.Handle).WithName(nameof(ReviewGrant))
            .Allow(Policies.BreakGlassReview).ProducesProblem(404).ProducesProblem(409);
        grants.MapPost("/{id:guid}/ending", EndGrant.Handle).WithName(nameof(EndGrant))
            .Allow(Policies.BreakGlassEnd).ProducesProblem(404).ProducesProblem(409);
        return routes;
    }
}
