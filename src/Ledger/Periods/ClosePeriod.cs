using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Periods;

/// <summary>Why the period is closed although items of its checklist are open: one reason for each that needs one.</summary>
public sealed record ClosePeriodRequest([MaxLength(20), Every] IReadOnlyList<ItemReason>? Reasons = null);

/// <summary>Why an open item does not stop the closing.</summary>
public sealed record ItemReason(
    ChecklistItem Item,
    [Required, StringLength(PeriodClosing.ReasonLengthMax, MinimumLength = 3)] string Reason);

/// <summary>The pooled fund manager closes the next month: from then on nothing takes effect in it.</summary>
internal static class ClosePeriod
{
    public static async Task<Ok<PeriodView>> Handle(
        string code, string period, ClosePeriodRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        TimeProvider time, CancellationToken cancellationToken)
    {
        // The journal first: whoever is posting ends before the checklist is drawn up, whoever comes later finds the period closed.
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        var periods = await YearPeriods.LoadAsync(db, fund, cancellationToken);
        var month = periods.Find(period);
        periods.RequireNext(month, LondonTime.DateOf(time.GetUtcNow()));
        var items = await Checklist.DrawUpAsync(db, fund, month, time.GetUtcNow(), cancellationToken);
        db.PeriodClosings.Add(PeriodClosing.Close(periods, month, items, ByItem(request), caller, time.GetUtcNow()));
        db.RecordAccess(caller, purpose, "period.close", "period", $"{code}/{month}");
        await db.SaveChangesAsync(cancellationToken);
        await bookkeeper.CloseThroughAsync(head, month.LastDay, cancellationToken);
        return TypedResults.Ok(await SeePeriod.ViewAsync(db, fund, month, time.GetUtcNow(), cancellationToken));
    }

    private static Dictionary<ChecklistItem, string> ByItem(ClosePeriodRequest request)
    {
        var reasons = new Dictionary<ChecklistItem, string>();
        foreach (var (item, reason) in request.Reasons ?? [])
            if (!reasons.TryAdd(item, reason)) throw new DomainException(PeriodErrors.ReasonNotNeeded, $"{item} has two.");
        return reasons;
    }
}
