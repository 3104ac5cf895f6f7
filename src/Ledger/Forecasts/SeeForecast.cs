using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Forecasts;

/// <summary>The year's outturn as a method foresees it on a day, so that an officer can reckon it by hand.</summary>
internal static class SeeForecast
{
    public static async Task<Ok<ForecastView>> Handle(
        string code, DateOnly? asOf, [RegularExpression("^(runRate|commitments|seasonalProfile)$")] string? method, Caller caller, Purpose purpose,
        LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var timeline = Timeline.Of(fund.FinancialYear, asOf ?? LondonTime.DateOf(time.GetUtcNow()))
            ?? throw new DomainException(ForecastErrors.YearNotBegun);
        var by = method is null ? ForecastMethod.RunRate : Enum.Parse<ForecastMethod>(method, ignoreCase: true);
        var view = await db.ForecastAsync(fund, timeline, by, cancellationToken);
        db.RecordAccess(caller, purpose, "forecast.read", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(view);
    }
}
