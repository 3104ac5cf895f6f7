using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Payments;

/// <summary>A fund's payment runs, the newest first.</summary>
internal static class FindPaymentRuns
{
    public static async Task<Ok<Page<PaymentRunSummary>>> Handle(
        string code, [AsParameters] PageRequest paging, Caller caller, Purpose purpose, LedgerDb db,
        CancellationToken cancellationToken)
    {
        await db.HostedFundAsync(code, caller, cancellationToken);
        var page = await db.PaymentRuns.Where(run => run.FundCode == code).OrderByDescending(run => run.Number)
            .Select(run => new PaymentRunSummary(run.Id.Value, run.Number, run.PayOn, run.Status, run.TotalPence, run.EntryNumber))
            .ToPageAsync(paging, cancellationToken);
        db.RecordAccess(caller, purpose, "payment-run.list", "fund", code);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(page);
    }
}

/// <summary>One of them.</summary>
internal static class SeePaymentRun
{
    public static async Task<Ok<PaymentRunView>> Handle(
        string code, Guid id, Caller caller, Purpose purpose, LedgerDb db, PersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        await db.HostedFundAsync(code, caller, cancellationToken);
        var run = await db.PaymentRunAsync(code, id, cancellationToken);
        db.RecordAccess(caller, purpose, "payment-run.read", "payment-run", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(PaymentRunView.Of(run, await db.LinesOfAsync(run, cipher, cancellationToken)));
    }
}

public sealed record PaymentRunSummary(Guid Id, int Number, DateOnly PayOn, PaymentRunStatus Status, long TotalPence, long? EntryNumber);
