using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Claims;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>Finds the earliest free slots, one stretch of London days after another: nothing is looked at beyond the stretch that fills the answer.</summary>
internal static class FreeSlots
{
    private const int RankBits = 24;        // 16 million lines; the minutes of ten thousand years fit beside them
    private const int DaysReadMax = 7;

    /// <summary>At most so many free slots of the teams that start within the time, in the order of time, team and member.</summary>
    public static async Task<List<Slot>> FreeSlotsAsync(
        this SchedulingDb db, TakenBook book, ServiceRota rota, IReadOnlyList<TeamRota> teams, Interval within, int limit, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var free = new List<Slot>();
        if (teams.Count == 0 || within.Start >= within.End) return free;
        var taken = new TakenTimes(
            await book.OfAsync(db, ResourcesOf(teams), cancellationToken), await db.SessionsWithinAsync(teams, within, now, cancellationToken));
        foreach (var day in Stretches(within, daysMax: 1).TakeWhile(_ => free.Count < limit))
            free.AddRange(rota.FreeIn(teams, day, taken).Take(limit - free.Count));
        return free;
    }

    /// <summary>The same for who searches in a transaction, and must see what they have taken in it: read from the diary, in growing stretches.</summary>
    public static async Task<List<Slot>> FreeSlotsAsync(
        this SchedulingDb db, ServiceRota rota, IReadOnlyList<TeamRota> teams, Interval within, int limit, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var free = new List<Slot>();
        if (teams.Count == 0) return free;
        var (before, after) = (teams.Max(t => t.Appointment.ReachBefore), teams.Max(t => t.Appointment.Reach));
        foreach (var stretch in Stretches(within, DaysReadMax).TakeWhile(_ => free.Count < limit))
        {
            var taken = await db.TakenWithinAsync(ResourcesOf(teams), teams, new(stretch.Start - before, stretch.End + after), now, cancellationToken);
            free.AddRange(rota.FreeIn(teams, stretch, taken).Take(limit - free.Count));
        }

        return free;
    }

    private static ResourceId[] ResourcesOf(IReadOnlyList<TeamRota> teams) => [.. teams.SelectMany(t => t.ResourceIds)];

    // They end at midnight, so that a day's hours are looked at once.
    private static IEnumerable<Interval> Stretches(Interval within, int daysMax)
    {
        var (start, days) = (within.Start, 1);
        while (start < within.End)
        {
            var midnight = LondonTime.StartOf(LondonTime.DateOf(start).AddDays(days));
            var end = midnight < within.End ? midnight : within.End;
            yield return new(start, end);
            (start, days) = (end, Math.Min(days * 2, daysMax));
        }
    }

    /// <summary>All free slots that start within the stretch, in order.</summary>
    internal static Slot[] FreeIn(this ServiceRota rota, IReadOnlyList<TeamRota> teams, Interval stretch, TakenTimes taken)
    {
        var free = new List<Slot>();
        var (first, last) = (LondonTime.DateOf(stretch.Start), LondonTime.DateOf(stretch.End));
        for (var date = first.AddDays(-1); date <= last; date = date.AddDays(1))
        {
            foreach (var team in teams)
            {
                foreach (var shift in team.ShiftsOn(date))
                {
                    // Work that began yesterday evening may reach into today.
                    if (shift.Hours.End > stretch.Start && shift.Hours.Start < stretch.End) rota.AddFree(free, shift, stretch, taken);
                }
            }
        }

        // One number says the order: thousands of slots may be sorted for each search.
        var sorted = free.ToArray();
        Array.Sort(Array.ConvertAll(sorted, s => ((s.Time.Start.UtcTicks / TimeSpan.TicksPerMinute) << RankBits) | (uint)s.Line.Rank), sorted);
        return sorted;
    }

    // Most of a full diary is taken: whether the member is free is asked before anything is made of the time.
    private static void AddFree(this ServiceRota rota, List<Slot> free, Shift shift, Interval stretch, TakenTimes taken)
    {
        var (appointment, starts) = (shift.Line.Team.Appointment, shift.Starts);
        var member = taken.Of(shift.Line.Pattern.Member.Resource);
        var (first, until) = (starts.From(stretch.Start.UtcDateTime), stretch.End.UtcDateTime);
        var begun = member.BegunBy(first);
        for (var start = first; start <= starts.Last && start < until; start += starts.Step)
        {
            if (!appointment.IsGroup && member.Overlaps(start - appointment.ReachBefore, start + appointment.Reach, ref begun)) continue;
            var slot = new Slot(shift.Line, appointment.CareFrom(start));
            if (rota.IsFree(slot, taken)) free.Add(slot);
        }
    }
}
