using System.Runtime.CompilerServices;
using IntegratedCare.DirectoryOfServices.OpenReferral.Records;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>Answers a list: its ids first, in an order that no edit of a record changes, then the records of the part that is asked for.</summary>
/// <remarks>
/// Services and organisations never go from the directory (they close), so that whoever pages while others edit misses none; one that was added
/// meanwhile may move another to the next page, where it is met twice. A site that leaves a service, or a term its taxonomy, goes from its list: whoever
/// pages just then may miss the one after it, and a whole list (<c>format=ndjson</c>) does not.
/// </remarks>
internal static class OpenList
{
    private const int ReadAtOnce = 100;

    /// <summary>More ids than this are no directory of a place.</summary>
    private const int StreamMax = 1_000_000;

    public static async Task<IResult> AnswerAsync<TId, TRecord>(
        IQueryable<TId> ordered, OpenPaging paging, Func<IReadOnlyList<TId>, Task<IReadOnlyList<TRecord>>> read,
        CancellationToken cancellationToken)
    {
        if (paging.IsStream)
        {
            // Nothing is read before the answer has its place among the whole lists.
            return new OpenLines<TRecord>(InPartsAsync(ordered, read, cancellationToken));
        }

        var total = await ordered.CountAsync(cancellationToken);
        var ids = total <= paging.Skip ? [] : await ordered.Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return OpenAnswer.Of(OpenPage<TRecord>.Of(ids.Count == 0 ? [] : await read(ids), paging, total));
    }

    /// <summary>A list that starts with records of our own; what follows comes from the database.</summary>
    public static async Task<IResult> AnswerAfterAsync<TRow, TRecord>(
        IReadOnlyList<TRecord> first, IQueryable<TRow> ordered, Func<TRow, TRecord> recordOf, OpenPaging paging,
        CancellationToken cancellationToken)
    {
        if (paging.IsStream)
        {
            var rows = ordered.AsAsyncEnumerable().Select(recordOf);
            return new OpenLines<TRecord>(first.ToAsyncEnumerable().Concat(rows));
        }

        var total = first.Count + await ordered.CountAsync(cancellationToken);
        var own = first.Skip(paging.Skip).Take(paging.Size).ToList();
        var placed = own.Count == paging.Size || paging.Skip >= total ? []
            : await ordered.Skip(Math.Max(0, paging.Skip - first.Count)).Take(paging.Size - own.Count).ToListAsync(cancellationToken);
        return OpenAnswer.Of(OpenPage<TRecord>.Of([.. own, .. placed.Select(recordOf)], paging, total));
    }

    private static async IAsyncEnumerable<TRecord> InPartsAsync<TId, TRecord>(
        IQueryable<TId> ordered, Func<IReadOnlyList<TId>, Task<IReadOnlyList<TRecord>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = await ordered.Take(StreamMax).ToListAsync(cancellationToken);
        foreach (var part in ids.Chunk(ReadAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var record in await read(part)) yield return record;
        }
    }
}
