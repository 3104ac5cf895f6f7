using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Years;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Payments;

/// <summary>Pay on a day what took effect up to another; without <c>until</c>, up to today.</summary>
public sealed record ProposePaymentRunRequest(DateOnly PayOn, DateOnly? Until = null);

/// <summary>
/// Proposes to pay what the fund owes, also of earlier years that were closed into it: spent care by provider, and bills. What a run claims no other can, until
/// it is rejected or withdrawn.
/// </summary>
internal static class ProposePaymentRun
{
    public static async Task<Created<PaymentRunView>> Handle(
        string code, ProposePaymentRunRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, PersonalDataCipher cipher,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = LondonTime.DateOf(now);
        await db.HostedFundAsync(code, caller, cancellationToken);
        // The journal first: two proposals cannot claim the same.
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        if (await db.IsYearClosedAsync(code, cancellationToken)) throw new DomainException(PaymentErrors.YearClosed);
        if (!PaymentRun.IsPayDay(request.PayOn, today)) throw new DomainException(PaymentErrors.PayDayInvalid);
        await Payables.OriginatorAsync(db, fund.HostOrganisationCode, cancellationToken);
        var owed = await Payables.ReadAsync(db, code, fund.HostOrganisationCode, request.Until ?? today, cancellationToken);
        if (owed.Payable.Count == 0) throw new DomainException(PaymentErrors.NothingOwed);

        var number = await db.PaymentRuns.CountAsync(run => run.FundCode == code, cancellationToken) + 1;
        var run = PaymentRun.Propose(code, number, request.PayOn, owed.Payable, caller, now);
        db.PaymentRuns.Add(run);
        db.PaymentItems.AddRange(owed.Payable.SelectMany(p => p.Items).Select(item => new PaymentItem
        {
            FundCode = item.FundCode,
            EntryNumber = item.EntryNumber,
            Position = item.Position,
            BillId = item.BillId,
            RunId = run.Id,
            AmountPence = item.AmountPence,
        }));
        db.RecordAccess(caller, purpose, "payment-run.propose", "payment-run", $"{run.Id.Value}");
        await db.SaveChangesAsync(cancellationToken);
        var lines = PaymentLines.Of(run, owed.Payable.ToDictionary(p => p.Payee.Id, p => p.Payee), cipher);
        return TypedResults.Created($"/api/ledger/funds/{code}/payment-runs/{run.Id.Value}",
            PaymentRunView.Of(run, lines, PayablesView.UnpayableOf(owed)));
    }
}
