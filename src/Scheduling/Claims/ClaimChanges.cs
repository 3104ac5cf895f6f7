using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Claims;

/// <summary>Reads which claims have changed, and sweeps away what nobody asks for any more.</summary>
internal static class ClaimChanges
{
    private const int SweptAtOnceMax = 20_000;

    // The snapshot is the one that this very statement reads by. Who has none yet has nothing that could have changed. A server that was started again, or has
    // recovered from a crash (then its statistics begin anew), may have lost what it had not written yet, and numbers transactions from there again.
    private const string ReadSince =
        """
        SELECT pg_current_snapshot()::text, swept.before::text, concat_ws(' ', pg_postmaster_start_time(), (SELECT stats_reset FROM pg_stat_wal)),
            c.resource, c.starts_at
        FROM swept_claim_changes swept
        LEFT JOIN claim_changes c ON c.transaction >= $1::text::xid8 AND NOT pg_visible_in_snapshot(c.transaction, $2::text::pg_snapshot)
        """;

    /// <summary>The diary's state, and whose time has changed where since another state: each change that was not visible in that one.</summary>
    public static async Task<ClaimsChanged> ClaimChangesSinceAsync(this SchedulingDb db, DiarySnapshot? known, CancellationToken cancellationToken)
    {
        object[] since = known is null ? [DBNull.Value, DBNull.Value] : [Text(known.OldestOpen), known.Text];
        var rows = await db.RowsAsync(
            ReadSince, since,
            row => (
                Snapshot: DiarySnapshot.Of(row.GetString(0), row.GetString(2)), SweptBefore: Number(row.GetString(1)),
                Change: row.IsDBNull(3) ? null : new ClaimChanged(new(row.GetGuid(3)), row.GetDateTime(4))),
            cancellationToken);
        var (now, sweptBefore, _) = rows[0];
        return new(
            now, IsWhole: known is not null && known.OldestOpen >= sweptBefore && known.NotBegun <= now.NotBegun && known.Server == now.Server,
            [.. rows.Select(r => r.Change).OfType<ClaimChanged>()]);
    }

    /// <summary>Forgets changes of transactions that had ended by a state of the diary, and says so in the same breath; how many.</summary>
    public static async Task<int> SweepClaimChangesAsync(this SchedulingDb db, DiarySnapshot by, CancellationToken cancellationToken)
    {
        var (swept, some, before) = (0, SweptAtOnceMax, Text(by.OldestOpen));
        for (; some == SweptAtOnceMax; swept += some)
        {
            some = await db.Database.ExecuteSqlAsync(
                $"""
                 WITH said AS (UPDATE swept_claim_changes SET before = {before}::text::xid8 WHERE before < {before}::text::xid8)
                 DELETE FROM claim_changes WHERE ctid = ANY(ARRAY(
                     SELECT ctid FROM claim_changes WHERE transaction < {before}::text::xid8 LIMIT {SweptAtOnceMax} FOR UPDATE SKIP LOCKED))
                 """, cancellationToken);
        }

        return swept;
    }

    internal static ulong Number(string transaction) => ulong.Parse(transaction, CultureInfo.InvariantCulture);

    private static string Text(ulong transaction) => transaction.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Whose time changed, and where the claim that changed begins, in UTC.</summary>
internal sealed record ClaimChanged(ResourceId Resource, DateTime StartsAt);

/// <summary>What changed since another state of the diary; not whole where some of it was swept away, or the server was another or began anew.</summary>
internal sealed record ClaimsChanged(DiarySnapshot Now, bool IsWhole, IReadOnlyList<ClaimChanged> Changes);

/// <summary>Which transactions' work a reading saw, as PostgreSQL writes it: that of all before the oldest open one, of none from the first not begun.</summary>
internal sealed record DiarySnapshot(string Text, ulong OldestOpen, ulong NotBegun, string Server)
{
    public static DiarySnapshot Of(string text, string server)
    {
        var parts = text.Split(':');
        return new(text, ClaimChanges.Number(parts[0]), ClaimChanges.Number(parts[1]), server);
    }
}
