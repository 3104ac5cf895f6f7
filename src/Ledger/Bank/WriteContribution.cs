using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Bank;

/// <summary>Whose contribution a movement at the bank is, and what it is for.</summary>
public sealed record WriteContributionRequest(
    [Required, RegularExpression(PutFundRequest.CodePattern)] string Partner,
    [RegularExpression(PutFundRequest.CodePattern)] string? Programme = null,
    [RegularExpression(Instalment.NamePattern)] string? Instalment = null);

/// <summary>
/// The host writes money that came in without a word as the contribution of the partner that paid it: at once within the agreement's limit, above it
/// once a second person approves.
/// </summary>
/// <remarks>The bank's line is the evidence, so that amount and day are its own and cannot be said otherwise; whose money it is, a person says.</remarks>
internal static class WriteContribution
{
    public static async Task<Results<Created<ContributionView>, Accepted<ApprovalView>>> Handle(
        string code, int line, WriteContributionRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper, BankDesk bank,
        ReceiptBook book, ApprovalDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        var (fund, head) = await bank.TakeAsync(code, caller, bookkeeper, cancellationToken);
        var asked = AskedReceipt.Of(line, request);
        var read = await book.ReadAsync(fund, asked, caller.Subject, cancellationToken);

        var limits = await db.LimitsAsync(code, time, cancellationToken);
        var sum = (code, read.Line.AmountPence, limits.ManualEntryPence);
        if (read.Line.AmountPence > limits.ManualEntryPence)
        {
            var approval = await desk.AskAsync(ApprovalKind.BankContribution, sum,
                ($"Bank line {line} as a contribution of {request.Partner}", ReceiptBook.ReasonOf(read.Line)), asked, caller, cancellationToken);
            db.RecordAccess(caller, purpose, "bank-line.ask", "approval", $"{approval.Id.Value}");
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Accepted($"/api/ledger/approvals/{approval.Id.Value}", ApprovalView.Of(approval, time.GetUtcNow()));
        }

        var entry = await book.WriteAsync(head, read, sum, caller, cancellationToken);
        db.RecordAccess(caller, purpose, "bank-line.write", "journal-entry", $"{code}/{entry.Number}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/journal/{entry.Number}", ContributionView.Of(read.Contribution, entry));
    }
}
