using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Periods;

/// <summary>One month with its checklist.</summary>
internal static class SeePeriod
{
    public static async Task<Ok<PeriodView>> Handle(
        string code, string period, Caller caller, Purpose purpose, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var fund = await db.FundForAsync(code, caller, cancellationToken);
        var periods = await YearPeriods.LoadAsync(db, fund, cancellationToken);
        var month = periods.Find(period);
        db.RecordAccess(caller, purpose, "period.read", "period", $"{code}/{month}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await ViewAsync(db, fund, month, time.GetUtcNow(), cancellationToken));
    }

    internal static async Task<PeriodView> ViewAsync(
        LedgerDb db, Fund fund, Period period, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var periods = await YearPeriods.LoadAsync(db, fund, cancellationToken);
        var closing = periods.StandingOf(period);
        return new(
            fund.Code,
            period.ToString(),
            period.Number,
            period.FirstDay,
            period.LastDay,
            closing is not null,
            closing?.ClosedBy,
            closing?.ClosedAt,
            periods.TimesClosed(period),
            closing?.Items ?? await Checklist.DrawUpAsync(db, fund, period, now, cancellationToken),
            [.. periods.ReopeningsOf(period).Select(ReopeningView.Of)]);
    }
}
