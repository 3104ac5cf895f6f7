using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Periods;

/// <summary>Why a closed period must be opened again.</summary>
public sealed record AskForReopeningRequest(
    [Required, StringLength(PeriodClosing.ReasonLengthMax, MinimumLength = 3)] string Reason);

/// <summary>Somebody of the host asks that the last closed month be opened again; a second person decides.</summary>
internal static class AskForReopening
{
    public static async Task<Created<ReopeningView>> Handle(
        string code, string period, AskForReopeningRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        TimeProvider time, CancellationToken cancellationToken)
    {
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        var periods = await YearPeriods.LoadAsync(db, fund, cancellationToken);
        var month = periods.Find(period);
        if (periods.WaitingFor(month) is not null) throw new DomainException(PeriodErrors.ReopeningAsked);

        var reopening = PeriodReopening.Ask(periods, month, request.Reason, caller, time.GetUtcNow());
        db.PeriodReopenings.Add(reopening);
        db.RecordAccess(caller, purpose, "period.ask-reopening", "period", $"{code}/{month}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/periods/{month}", ReopeningView.Of(reopening));
    }
}
