using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Periods;

/// <summary>The twelve months of a fund's year, April first.</summary>
internal static class FindPeriods
{
    public static async Task<Ok<PeriodsView>> Handle(
        string code, Caller caller, Purpose purpose, LedgerDb db, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var periods = await YearPeriods.LoadAsync(db, fund, cancellationToken);
        db.RecordAccess(caller, purpose, "period.read", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new PeriodsView(
            code,
            fund.FinancialYear.ToString(),
            periods.ClosedThrough,
            periods.IsYearClosed,
            [.. periods.All.Select(period =>
            {
                var closing = periods.StandingOf(period);
                return new PeriodLineView(
                    period.ToString(), period.Number, period.FirstDay, period.LastDay, closing is not null, closing?.ClosedBy,
                    closing?.ClosedAt, $"/api/ledger/funds/{code}/periods/{period}");
            })]));
    }
}
