using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Periods;

/// <summary>Whether the period is opened again.</summary>
public sealed record DecideReopeningRequest(bool Approve);

/// <summary>A second person of the host decides whether a closed month is opened again. If so, postings take effect in it from then on.</summary>
internal static class DecideReopening
{
    public static async Task<Ok<PeriodView>> Handle(
        string code, string period, DecideReopeningRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        var periods = await YearPeriods.LoadAsync(db, fund, cancellationToken);
        var month = periods.Find(period);
        var reopening = periods.WaitingFor(month) ?? throw new DomainException(PeriodErrors.ReopeningNotAsked);
        reopening.Decide(periods, request.Approve, caller, time.GetUtcNow());
        db.RecordAccess(caller, purpose, request.Approve ? "period.reopen" : "period.keep-closed", "period", $"{code}/{month}");
        await db.SaveChangesAsync(cancellationToken);
        if (request.Approve)
        {
            var before = month == periods.First ? (DateOnly?)null : month.Previous.LastDay;
            await bookkeeper.CloseThroughAsync(head, before, cancellationToken);
        }

        return TypedResults.Ok(await SeePeriod.ViewAsync(db, fund, month, time.GetUtcNow(), cancellationToken));
    }
}
