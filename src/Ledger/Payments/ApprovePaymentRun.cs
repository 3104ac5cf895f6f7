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

/// <summary>A second person approves, and the payments stand in the journal as one entry: once, however many press at once.</summary>
internal static class ApprovePaymentRun
{
    public static async Task<Ok<PaymentRunView>> Handle(
        string code, Guid id, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var run = await db.PaymentRunAsync(code, id, cancellationToken);
        run.CheckDecision(caller);
        var lines = await db.LinesOfAsync(run, cipher, cancellationToken);
        if (lines.All.Any(line => line.Payee.PutBy == caller.Subject)) throw new DomainException(PaymentErrors.OwnBankDetails);
        if (await db.IsYearClosedAsync(code, cancellationToken)) throw new DomainException(PaymentErrors.YearClosed);
        if (run.PayOn < LondonTime.DateOf(now)) throw new DomainException(PaymentErrors.TooLate);
        await RequireMoneyAsync(db, run, cancellationToken);

        var originator = await Payables.OriginatorAsync(db, fund.HostOrganisationCode, cancellationToken);
        run.Approve(caller, bookkeeper.Post(head, run.Posting(caller)), originator, now);
        db.RecordAccess(caller, purpose, "payment-run.approve", "payment-run", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(PaymentRunView.Of(run, lines));
    }

    /// <summary>The books must owe the sum on that day, and cash must last on it and on every later day that they know of.</summary>
    private static async Task RequireMoneyAsync(LedgerDb db, PaymentRun run, CancellationToken cancellationToken)
    {
        string[] accounts = [Account.Receipts, Account.Payables];
        var days = await db.AccountDays.Where(d => d.FundCode == run.FundCode && accounts.Contains(d.Account))
            .GroupBy(d => new { d.Account, d.EffectiveOn })
            .Select(day => new { day.Key.Account, day.Key.EffectiveOn, Pence = day.Sum(d => d.DebitsPence - d.CreditsPence) })
            .ToListAsync(cancellationToken);
        var owed = -days.Where(d => d.Account == Account.Payables && d.EffectiveOn <= run.PayOn).Sum(d => d.Pence);
        if (owed < run.TotalPence) throw new DomainException(PaymentErrors.ExceedsPayables, $"They owe {owed} pence.");

        var cash = days.Where(d => d.Account == Account.Receipts && d.EffectiveOn <= run.PayOn).Sum(d => d.Pence);
        var lowest = cash;
        foreach (var day in days.Where(d => d.Account == Account.Receipts && d.EffectiveOn > run.PayOn).OrderBy(d => d.EffectiveOn))
            lowest = Math.Min(lowest, cash += day.Pence);
        if (lowest < run.TotalPence) throw new DomainException(PaymentErrors.CashShort, $"It holds {lowest} pence to pay with.");
    }
}
