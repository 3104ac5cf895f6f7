using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.NextSlots;

/// <summary>Turns marks into services that are due.</summary>
internal static class MarkedServices
{
    internal const int MarksMax = 2_000;

    /// <summary>Takes up to 2,000 marks away and makes the services that they concern due; how many marks.</summary>
    /// <remarks>
    /// Replicas take different marks. A service that another replica is reckoning is waited for, a few milliseconds: that replica may have read the
    /// diary before this mark's change committed. Services are marked in one order, so that two replicas never wait for each other.
    /// </remarks>
    public static async Task<int> TakeMarksAsync(this SchedulingDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var marks = await db.Database.SqlQuery<int>(
            $"""
             WITH taken AS (
                 DELETE FROM diary_marks WHERE id IN (SELECT id FROM diary_marks ORDER BY id LIMIT {MarksMax} FOR UPDATE SKIP LOCKED)
                 RETURNING kind, subject),
             marked AS (SELECT DISTINCT kind, subject FROM taken),
             concerned AS (
                 SELECT o.service FROM marked JOIN team_members m ON kind = 'resource' AND m.id = subject JOIN team_offers o USING (team_id)
                 UNION SELECT o.service FROM marked JOIN resources r ON marked.kind = 'resource' AND r.id = subject
                     JOIN team_offers o ON o.team_id = ANY(r.team_ids)
                 UNION SELECT o.service FROM marked JOIN team_offers o ON kind = 'team' AND o.team_id = subject
                 UNION SELECT o.service FROM marked JOIN team_offers o ON kind = 'service' AND o.service = subject
                 UNION SELECT s.service FROM marked JOIN next_slots s ON kind = 'service' AND s.service = subject
                 UNION SELECT o.service FROM marked JOIN team_offers o ON kind = 'place'
                 UNION SELECT s.service FROM marked JOIN next_slots s ON kind = 'place'),
             due AS (
                 INSERT INTO next_slots AS standing (service, starts, exhausted, version, due_at, rests_until)
                 SELECT service, jsonb_build_object(), false, 0, {now}, {now} FROM concerned ORDER BY service
                 ON CONFLICT (service) DO UPDATE SET due_at = least(standing.due_at, greatest({now}, standing.rests_until)))
             SELECT count(*)::int AS "Value" FROM taken
             """).ToListAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return marks[0];
    }
}
