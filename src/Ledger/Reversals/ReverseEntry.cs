using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.ManualEntries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Reversals;

/// <summary>Why an entry is undone, and from which day on. The reason holds no personal data.</summary>
public sealed record ReverseEntryRequest(
    DateOnly EffectiveOn,
    [Required, StringLength(ApprovalMapping.ReasonLengthMax), RegularExpression(PostManualEntryRequest.TextPattern)] string Reason);

/// <summary>Which entry a request for a second person would undo.</summary>
internal sealed record AskedReversal(long Number, DateOnly EffectiveOn, string Reason);

/// <summary>Somebody of the host undoes an entry by its mirror, which names it: an entry itself never changes.</summary>
internal static class ReverseEntry
{
    public static async Task<Results<Created<HandPostingView>, Accepted<ApprovalView>>> Handle(
        string code, long number, ReverseEntryRequest request, Caller caller, Purpose purpose, LedgerDb db, Bookkeeper bookkeeper,
        ReversalBook book, ApprovalDesk desk, TimeProvider time, CancellationToken cancellationToken)
    {
        var head = await bookkeeper.TakeAsync(code, cancellationToken) ?? throw new DomainException(FundErrors.Unknown);
        await db.HostedFundAsync(code, caller, cancellationToken);
        var asked = new AskedReversal(number, request.EffectiveOn, request.Reason);
        var mirror = await book.MirrorAsync(code, asked, cancellationToken);

        var limits = await db.LimitsAsync(code, time, cancellationToken);
        var sum = (code, mirror.AmountPence, limits.ManualEntryPence);
        if (mirror.AmountPence > limits.ManualEntryPence)
        {
            var approval = await desk.AskAsync(
                ApprovalKind.Reversal, sum, (mirror.Posting.Narrative, request.Reason), asked, caller, cancellationToken);
            db.RecordAccess(caller, purpose, "reversal.ask", "approval", $"{approval.Id.Value}");
            await db.SaveChangesAsync(cancellationToken);
            return TypedResults.Accepted($"/api/ledger/approvals/{approval.Id.Value}", ApprovalView.Of(approval, time.GetUtcNow()));
        }

        desk.Authorise(ApprovalKind.Reversal, mirror.Posting.Source, sum, request.Reason, caller);
        var entry = bookkeeper.Post(head, mirror.Posting with { PostedBy = caller.Subject });
        db.RecordAccess(caller, purpose, "reversal.post", "journal-entry", $"{code}/{entry.Number}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/ledger/funds/{code}/journal/{entry.Number}", HandPostingView.Of(entry));
    }
}
