using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Payments;

/// <summary>Whoever proposed a run takes it back, also once the fund's year is closed, and a further run may claim what this one claimed.</summary>
internal static class WithdrawPaymentRun
{
    public static async Task<Ok<PaymentRunView>> Handle(
        string code, Guid id, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        await db.HostedFundAsync(code, caller, cancellationToken);
        _ = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var run = await db.PaymentRunAsync(code, id, cancellationToken);
        run.Withdraw(caller, time.GetUtcNow());
        db.RecordAccess(caller, purpose, "payment-run.withdraw", "payment-run", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        await db.LetGoAsync(run, cancellationToken);
        return TypedResults.Ok(PaymentRunView.Of(run, await db.LinesOfAsync(run, cipher, cancellationToken)));
    }
}
