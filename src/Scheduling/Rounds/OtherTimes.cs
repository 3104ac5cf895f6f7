using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>A stretch of a carer's shift, in minutes of the day, that is somebody else's or in which they are away.</summary>
internal sealed record OtherTime(Guid Member, double From, double Until);

/// <summary>What carers do beside a round: bookings that are no visits of it, holds, other teams' rounds, absences. The plan leaves room for it.</summary>
internal static class OtherTimes
{
    /// <summary>The stretches within the shifts, none of which touches another of the same carer.</summary>
    public static async Task<IReadOnlyList<OtherTime>> OtherTimesAsync(
        this SchedulingDb db, Round round, AskedRound asked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Guid[] members = [.. asked.Carers.Select(carer => carer.Member)], visits = [.. asked.Visits.Select(visit => visit.Booking).OfType<Guid>()];
        var (from, until) = (LondonTime.StartOf(round.Date), RoundBook.Instant(asked.Carers.Max(carer => carer.ShiftEnd), round.Date).ToUniversalTime());
        var stretches = await db.Database.SqlQuery<Stretch>(
            $"""
             SELECT c.resource AS "Member", lower(c.during) AS "Start", upper(c.during) AS "End" FROM resource_claims c
             WHERE c.resource = ANY({members}) AND c.during && tstzrange({from}, {until}) AND (c.expires_at IS NULL OR c.expires_at > {now})
               AND (c.booking IS NULL OR c.booking <> ALL({visits}))
               AND NOT EXISTS (SELECT FROM rounds r WHERE r.id = c.round AND r.team = {round.Team.Value} AND r.date = {round.Date})
             UNION ALL
             SELECT a.resource, a.starts_at, a.ends_at FROM absences a
             WHERE a.resource = ANY({members}) AND a.cancelled_at IS NULL AND a.starts_at < {until} AND a.ends_at > {from}
             """).ToListAsync(cancellationToken);
        return [.. asked.Carers.SelectMany(carer => Joined(carer, stretches.Where(s => s.Member == carer.Member)
            .Select(s => (RoundBook.Minutes(s.Start, round.Date), RoundBook.Minutes(s.End, round.Date)))))];
    }

    private static List<OtherTime> Joined(AskedCarer carer, IEnumerable<(double From, double Until)> stretches)
    {
        var joined = new List<OtherTime>();
        foreach (var (from, until) in stretches.Select(s => (From: Math.Max(s.From, carer.ShiftStart), Until: Math.Min(s.Until, carer.ShiftEnd)))
            .Where(s => s.Until > s.From).Order())
        {
            if (joined.Count > 0 && from <= joined[^1].Until) joined[^1] = joined[^1] with { Until = Math.Max(until, joined[^1].Until) };
            else joined.Add(new(carer.Member, from, until));
        }

        return joined;
    }

    private sealed record Stretch(Guid Member, DateTimeOffset Start, DateTimeOffset End);
}
