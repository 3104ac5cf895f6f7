using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Years;

internal static class YearEndpoints
{
    public static RouteGroupBuilder MapYears(this IEndpointRouteBuilder routes)
    {
        var year = routes.MapGroup("/api/ledger/funds/{code}/year-close").WithTags("Years");
        year.MapGet("/", SeeYearClose.Handle).WithName(nameof(SeeYearClose))
            .Allow(Policies.PeriodsRead)
            .ProducesProblem(403).ProducesProblem(404);
        year.MapPost("/", CloseYear.Handle).WithName(nameof(CloseYear))
            .RequireIdempotencyKey()
            .Allow(Policies.PeriodsClose)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        return year;
    }
}
