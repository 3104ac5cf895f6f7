using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;

namespace IntegratedCare.Ledger.Periods;

internal static class PeriodEndpoints
{
    public static RouteGroupBuilder MapPeriods(this IEndpointRouteBuilder routes)
    {
        var periods = routes.MapGroup("/api/ledger/funds/{code}/periods").WithTags("Periods");
        periods.MapGet("/", FindPeriods.Handle).WithName(nameof(FindPeriods))
            .Allow(Policies.PeriodsRead)
            .ProducesProblem(403).ProducesProblem(404);
        periods.MapGet("/{period}", SeePeriod.Handle).WithName(nameof(SeePeriod))
            .Allow(Policies.PeriodsRead)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        periods.MapGet("/{period}/bookings-without-outcome", FindBookingsWithoutOutcome.Handle).WithName(nameof(FindBookingsWithoutOutcome))
            .Allow(Policies.PeriodsRead)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);
        periods.MapPost("/{period}/close", ClosePeriod.Handle).WithName(nameof(ClosePeriod))
            .AcceptIdempotencyKey()
            .Allow(Policies.PeriodsClose)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        periods.MapPost("/{period}/reopening", AskForReopening.Handle).WithName(nameof(AskForReopening))
            .AcceptIdempotencyKey()
            .Allow(Policies.PeriodsReopen)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        periods.MapPost("/{period}/reopening/decision", DecideReopening.Handle).WithName(nameof(DecideReopening))
            .AcceptIdempotencyKey()
            .Allow(Policies.PeriodsReopen)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        return periods;
    }
}
