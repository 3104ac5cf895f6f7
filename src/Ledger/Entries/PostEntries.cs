using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Idempotency;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;

namespace IntegratedCare.Ledger.Entries;

/// <summary>Many entries at once.</summary>
/// <param name="Atomic">True: all or none. False: each by itself, and the answer says what became of it.</param>
/// <param name="Items">1 to 10,000, posted in this order.</param>
public sealed record PostEntriesRequest(
    bool Atomic, [MinLength(1), MaxLength(PostEntriesRequest.ItemsMax), Every] IReadOnlyList<PostEntryRequest> Items)
{
    public const int ItemsMax = 10_000;
}

/// <summary>A program of the host's posts entries by the thousand, in one commit.</summary>
internal static class PostEntries
{
    public static async Task<IResult> Handle(
        string code, PostEntriesRequest request, Caller caller, Purpose purpose, PostingGate gate, PostingQueue queue, HttpContext http,
        CancellationToken cancellationToken)
    {
        var job = new PostingJob(code, request.Items, request.Atomic, IsBulk: true, caller, purpose, KeyedRequest.Of(http, request));
        await gate.RequireHostAsync(code, caller, cancellationToken);
        // Who stops waiting does not stop the posting: it may be in a commit with others. The key gets them the answer.
        var answer = await queue.PostAsync(job).WaitAsync(cancellationToken);
        return answer.Send(http);
    }
}

/// <summary>What became of each item, in their order.</summary>
public sealed record PostedEntriesView(int Posted, int Refused, IReadOnlyList<PostedItemView> Items);

/// <summary>One item: the entry that it became, or why it was refused.</summary>
public sealed record PostedItemView(long? EntryNumber, string? Hash, string? Code, string? Title, string? Detail)
{
    internal static PostedItemView Of(JournalEntry entry) => new(entry.Number, Convert.ToHexStringLower(entry.Hash), null, null, null);

    internal static PostedItemView Of(DomainException refusal) => new(null, null, refusal.Error.Code, refusal.Error.Title, refusal.Detail);
}
