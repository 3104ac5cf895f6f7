using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.ManualEntries;

namespace IntegratedCare.Ledger.Entries;

/// <summary>
/// An entry from a partner's finance system, within what one may post alone. <c>Reference</c> is that system's own mark of it, used once in the fund's
/// journal. Neither text may hold personal data: the journal is never changed.
/// </summary>
public sealed record PostEntryRequest(
    [Required, StringLength(PostEntryRequest.ReferenceLengthMax), RegularExpression("^[A-Za-z0-9][A-Za-z0-9./#_-]*$")] string Reference,
    DateOnly EffectiveOn,
    [Required, StringLength(JournalMapping.NarrativeLengthMax), RegularExpression(PostManualEntryRequest.TextPattern)] string Narrative,
    [MinLength(2), MaxLength(PostManualEntryRequest.LinesMax), Every] IReadOnlyList<ManualLine> Lines)
{
    public const int ReferenceLengthMax = 50;

    internal long AmountPence => Lines.Sum(line => line.DebitPence ?? 0);

    internal string SourceIn(string fundCode) => $"journal:{fundCode}:{Reference}";

    internal Posting Posting(string fundCode, string postedBy) => new(
        fundCode, EntryKind.Adjustment, EffectiveOn, SourceIn(fundCode), Narrative,
        [.. Lines.Select(line => line.DebitPence is { } debit
            ? new PostingLine(line.Account, Side.Debit, debit)
            : new PostingLine(line.Account, Side.Credit, line.CreditPence.GetValueOrDefault()))]) { PostedBy = postedBy };
}

/// <summary>A program of the host's posts one entry; those that arrive at the same moment share a commit.</summary>
internal static class PostEntry
{
    public static async Task<IResult> Handle(
        string code, PostEntryRequest request, Caller caller, Purpose purpose, PostingGate gate, PostingQueue queue, HttpContext http,
        CancellationToken cancellationToken)
    {
        var job = new PostingJob(code, [request], IsAtomic: true, IsBulk: false, caller, purpose, KeyedRequest.Of(http, request));
        await gate.RequireHostAsync(code, caller, cancellationToken);
        // Who stops waiting does not stop the posting: it may be in a commit with others. The key gets them the answer.
        var answer = await queue.PostAsync(job).WaitAsync(cancellationToken);
        return answer.Send(http);
    }
}

/// <summary>The entry that was posted.</summary>
public sealed record PostedEntryView(long EntryNumber, DateTimeOffset PostedAt, long AmountPence, string Hash)
{
    internal static PostedEntryView Of(JournalEntry entry) =>
        new(entry.Number, entry.PostedAt, entry.AmountPence, Convert.ToHexStringLower(entry.Hash));
}
