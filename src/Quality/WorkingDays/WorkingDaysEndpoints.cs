using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Quality.WorkingDays;

internal static class WorkingDaysEndpoints
{
    internal static RouteGroupBuilder MapWorkingDays(this IEndpointRouteBuilder routes)
    {
        var days = routes.MapGroup("/api/quality/working-days").WithTags("WorkingDays");
        days.MapGet("/", ReckonWorkingDays.Handle).WithName(nameof(ReckonWorkingDays))
            .Allow(Policies.WorkingDaysReckon).ProducesValidationProblem();
        return days;
    }
}
