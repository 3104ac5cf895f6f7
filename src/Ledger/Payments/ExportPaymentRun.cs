using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Ledger.Exports;
using IntegratedCare.Ledger.Funds;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Payments;

/// <summary>The list of an approved run for the bank: the one answer that has bank details whole.</summary>
internal static class ExportPaymentRun
{
    public static async Task<ContentHttpResult> Handle(
        string code, Guid id, string? format, Caller caller, Purpose purpose, HttpResponse response, LedgerDb db, PersonalDataCipher cipher,
        CancellationToken cancellationToken)
    {
        var (contentType, extension) = format switch
        {
            "standard18" => ("text/plain; charset=us-ascii", "txt"),
            "csv" => (CsvText.ContentType, "csv"),
            _ => throw new DomainException(PaymentErrors.FormatUnknown),
        };
        await db.HostedFundAsync(code, caller, cancellationToken);
        var run = await db.PaymentRunAsync(code, id, cancellationToken);
        if (run.Status != PaymentRunStatus.Approved) throw new DomainException(PaymentErrors.NotApproved);
        var lines = await db.LinesOfAsync(run, cipher, cancellationToken);
        var originator = BankDetails.Open(await db.Payees.AsNoTracking().SingleAsync(p => p.Id == run.OriginatorId, cancellationToken), cipher);
        db.RecordAccess(caller, purpose, "payment-run.export", "payment-run", $"{id}");
        await db.SaveChangesAsync(cancellationToken);

        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{code}-payments-{run.Number}.{extension}\"";
        return TypedResults.Text(extension == "csv" ? PaymentList.Csv(run, lines) : PaymentList.Standard18(run, lines, originator), contentType);
    }
}
