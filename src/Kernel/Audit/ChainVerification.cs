using System.Data;
using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Kernel.Audit;

/// <summary>Reads the whole chain and computes it anew: what the database linked is checked by other code than linked it.</summary>
internal static class ChainVerification
{
    private const int BatchSize = 5_000;

    public static async Task<ChainVerificationView> VerifyChainAsync(
        this KernelDb db, IReadOnlyList<LaneHead> noted, CancellationToken cancellationToken)
    {
        // One snapshot: a record that commits meanwhile is neither missing nor too many.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var canonical = new CanonicalText(db.Model);
        var heads = await db.Set<AccessLane>().AsNoTracking().ToDictionaryAsync(lane => lane.Lane, cancellationToken);
        var linked = await db.Set<AccessLink>().Select(link => link.Lane).Distinct().ToListAsync(cancellationToken);

        var walked = new List<LaneCheck>();
        foreach (var lane in Enumerable.Range(0, ChainGuards.Lanes).Union(linked).Union(heads.Keys).Order())
        {
            var check = new LaneCheck(lane, canonical, noted.SingleOrDefault(head => head.Lane == lane));
            walked.Add(check);
            // A lane that nobody writes is an attacker's.
            var found = lane is < 0 or >= ChainGuards.Lanes
                ? new(lane, Number: null, RecordId: null, ChainBreakReason.HeadChanged)
                : await WalkAsync(db, lane, check, cancellationToken) ?? check.End(heads.GetValueOrDefault(lane));
            if (found is not null) return ChainVerificationView.Of(walked, found);
        }

        var stray = await db.Set<AccessRecord>()
            .Where(record => !db.Set<AccessLink>().Any(link => link.RecordId == record.Id))
            .MinAsync(record => (long?)record.Id, cancellationToken);
        return ChainVerificationView.Of(
            walked, stray is { } id ? new(Lane: null, Number: null, id, ChainBreakReason.Unlinked) : null);
    }

    private static async Task<ChainBreak?> WalkAsync(
        KernelDb db, int lane, LaneCheck check, CancellationToken cancellationToken)
    {
        // The links' own numbers, and not how many were sound, say where to go on: they are what an attacker may have changed.
        var after = long.MinValue;
        AccessLink? before = null;
        while (true)
        {
            var batch = await db.Set<AccessLink>().AsNoTracking()
                .Where(link => link.Lane == lane && link.Number > after).OrderBy(link => link.Number).Take(BatchSize)
                .LeftJoin(db.Set<AccessRecord>().AsNoTracking(), link => link.RecordId, record => record.Id,
                    (link, record) => new { Link = link, Record = record })
                .OrderBy(pair => pair.Link.Number)
                .ToListAsync(cancellationToken);
            foreach (var pair in batch)
            {
                if (check.Take(pair.Link, pair.Record) is { } found)
                    return await ExplainAsync(db, check, found, pair.Link, before, cancellationToken);
                before = pair.Link;
            }

            if (batch.Count < BatchSize) return null;
            after = batch[^1].Link.Number;
        }
    }

    // Only once something is broken, and so at any price: which record was meant.
    private static async Task<ChainBreak> ExplainAsync(
        KernelDb db, LaneCheck check, ChainBreak found, AccessLink link, AccessLink? before, CancellationToken cancellationToken)
    {
        if (found.Reason == ChainBreakReason.Inserted) return found with { RecordId = before?.RecordId };
        if (found.Reason != ChainBreakReason.Changed) return found;

        var others = db.Set<AccessRecord>().AsNoTracking().Where(record => record.Id != link.RecordId)
            .LeftJoin(db.Set<AccessLink>().AsNoTracking(), record => record.Id, other => other.RecordId,
                (record, other) => new { Record = record, Link = other })
            .AsAsyncEnumerable().WithCancellation(cancellationToken);
        await foreach (var other in others)
        {
            if (check.Belongs(link, other.Record) || (other.Link is { } place && check.Belongs(place, other.Record)))
                return found with { Reason = ChainBreakReason.Reordered };
        }

        return found;
    }
}

/// <summary>What became of a chain: how far it was read, whether it holds, and the heads to note outside.</summary>
/// <param name="Records">How many records were read and found sound; reading stops at the first that is not.</param>
/// <param name="Intact">True: every record stands as it was written, none is missing and none too many.</param>
/// <param name="FirstBroken">Absent: nothing is broken.</param>
/// <param name="Heads">The last link of each lane that was read.</param>
public sealed record ChainVerificationView(
    long Records, bool Intact, ChainBreak? FirstBroken, IReadOnlyList<LaneHead> Heads)
{
    internal static ChainVerificationView Of(IReadOnlyList<LaneCheck> walked, ChainBreak? found) =>
        new(walked.Sum(lane => lane.Number), found is null, found, [.. walked.Select(lane => lane.Head)]);
}
