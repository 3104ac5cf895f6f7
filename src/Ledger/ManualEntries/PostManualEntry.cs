using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.ManualEntries;

/// <summary>An entry that follows from no event. Neither text may hold personal data: the journal is never changed.</summary>
public sealed record PostManualEntryRequest(
    [MinLength(2), MaxLength(PostManualEntryRequest.LinesMax), Every] IReadOnlyList<ManualLine> Lines,
    DateOnly EffectiveOn,
    [Required, StringLength(JournalMapping.NarrativeLengthMax), RegularExpression(PostManualEntryRequest.TextPattern)] string Narrative,
    [Required, StringLength(ApprovalMapping.ReasonLengthMax), RegularExpression(PostManualEntryRequest.TextPattern)] string Reason)
{
    public const int LinesMax = 100;

    /// <summary>One line: the hash of an entry covers text of one field a line.</summary>
    public const string TextPattern = @"^[^\p{Cc}\u2028\u2029]+$";

    internal long AmountPence => Lines.Sum(line => line.DebitPence ?? 0);
}

/// <summary>One line; it has a debit or a credit.</summary>
public sealed record ManualLine(
    [Required, StringLength(JournalMapping.AccountLengthMax)] string Account,
    [Range(1, PutFundRequest.PenceMax)] long? DebitPence = null,
    [Range(1, PutFundRequest.PenceMax)] long? CreditPence = null);

/// <summary>Somebody of the host posts by hand: at once within the agreement's limit, above it once a second person approves.</summary>
internal static class PostManualEntry
{
    public static async Task<Results<Created<HandPostingView>, Accepted<ApprovalView>>> Handle(
        string code, PostManualEntryRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        ManualEntryBook book, ApprovalDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        var fund = await db.HostedFundAsync(code, caller, cancellationToken);
        book.Require(fund, request);

        var limits = await db.LimitsAsync(code, time, cancellationToken);
        var sum = (code, request.AmountPence, limits.ManualEntryPence);
        if (request.AmountPence > limits.ManualEntryPence)
        {
            var approval = await desk.AskAsync(
                ApprovalKind.ManualEntry, sum, (request.Narrative, request.Reason), request, caller, cancellationToken);
            db.RecordAccess(caller, purpose, "manual-entry.ask", "approval", $"{approval.Id.Value}");
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Accepted($"/api/ledger/approvals/{approval.Id.Value}", ApprovalView.Of(approval, time.GetUtcNow()));
        }

        var entry = book.Post(head, fund, request, sum, caller);
        db.RecordAccess(caller, purpose, "manual-entry.post", "journal-entry", $"{code}/{entry.Number}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/journal/{entry.Number}", HandPostingView.Of(entry));
    }
}

/// <summary>The entry that was posted by hand.</summary>
public sealed record HandPostingView(string FundCode, long EntryNumber, DateTimeOffset PostedAt, long AmountPence, string Hash)
{
    internal static HandPostingView Of(JournalEntry entry) =>
        new(entry.FundCode, entry.Number, entry.PostedAt, entry.AmountPence, Convert.ToHexStringLower(entry.Hash));
}
