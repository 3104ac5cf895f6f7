using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Ledger.Forecasts;

internal static class ForecastEndpoints
{
    public static RouteGroupBuilder MapForecasts(this IEndpointRouteBuilder routes)
    {
        var fund = routes.MapGroup("/api/ledger/funds/{code}").WithTags("Forecasts");
        fund.MapGet("/forecast", SeeForecast.Handle).WithName(nameof(SeeForecast))
            .Allow(Policies.PositionRead)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(422);
        fund.MapGet("/programmes/{programme}/seasonal-profile", SeeSeasonalProfile.Handle).WithName(nameof(SeeSeasonalProfile))
            .Allow(Policies.PositionRead)
            .ProducesProblem(403).ProducesProblem(404);
        fund.MapPut("/programmes/{programme}/seasonal-profile", PutSeasonalProfile.Handle).WithName(nameof(PutSeasonalProfile))
            .Allow(Policies.BudgetPlan)
            .ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(412).ProducesProblem(428);
        return fund;
    }
}
