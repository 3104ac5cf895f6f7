using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Claims;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>Finds the earliest free slots.</summary>
/// <remarks>
/// Offers are laid out day by day and asked about in portions, earliest first: where much is free the first portion fills the answer, and only a service
/// that is full is read to the end.
/// </remarks>
internal static class FreeSlots
{
    private const int RankBits = 24;        // 16 million lines; the minutes of ten thousand years fit beside them
    private const int FirstPortion = 200;
    private const int PortionMax = 20_000;
    private static readonly TimeSpan FirstStretch = TimeSpan.FromHours(6);
    private static readonly TimeSpan StretchMax = TimeSpan.FromDays(7);

    /// <summary>At most so many free slots of the teams that start within the time, in the order of time, team and member.</summary>
    public static async Task<List<Slot>> FreeSlotsAsync(
        this SchedulingDb db, ServiceRota rota, IReadOnlyList<TeamRota> teams, Interval within, int limit, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (free, portion, stretch) = (new List<Slot>(), FirstPortion, FirstStretch);
        for (var start = within.Start; start < within.End && free.Count < limit && teams.Count > 0;)
        {
            var end = within.End - start < stretch ? within.End : start + stretch;
            var offered = Offered(teams, new(start, end));
            for (var asked = 0; asked < offered.Length && free.Count < limit; portion = Math.Min(portion * 2, PortionMax))
            {
                var some = new ArraySegment<Slot>(offered, asked, Math.Min(portion, offered.Length - asked));
                asked += some.Count;
                var taken = await db.TakenAroundAsync(some, now, cancellationToken);
                free.AddRange(some.Where(slot => rota.IsFree(slot, taken)).Take(limit - free.Count));
            }

            (start, stretch) = (end, stretch * 2 < StretchMax ? stretch * 2 : StretchMax);
        }

        return free;
    }

    private static Slot[] Offered(IReadOnlyList<TeamRota> teams, Interval stretch)
    {
        var (offered, order) = (new List<Slot>(), new List<long>());
        var (first, last) = (LondonTime.DateOf(stretch.Start), LondonTime.DateOf(stretch.End));
        for (var date = first.AddDays(-1); date <= last; date = date.AddDays(1))
        {
            foreach (var team in teams)
            {
                foreach (var line in team.Lines)
                {
                    if (!line.MayStartOn(date, first)) continue;
                    foreach (var slot in line.SlotsOf(date, stretch))
                    {
                        offered.Add(slot);
                        order.Add(((slot.Time.Start.UtcTicks / TimeSpan.TicksPerMinute) << RankBits) | (uint)line.Rank);
                    }
                }
            }
        }

        // One number says the order: thousands of slots are sorted for each search.
        var sorted = offered.ToArray();
        Array.Sort(order.ToArray(), sorted);
        return sorted;
    }

    private static Task<TakenTimes> TakenAroundAsync(
        this SchedulingDb db, ArraySegment<Slot> slots, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var teams = slots.Select(s => s.Line.Team).Distinct().ToList();
        var resources = teams.All(t => t.Appointment.TakesOneResource)
            ? slots.Select(s => s.Member.Resource).Distinct().ToList()
            : teams.SelectMany(t => t.ResourceIds).Distinct().ToList();
        return db.TakenWithinAsync(resources, teams, new(slots.Min(s => s.Span.Start), slots.Max(s => s.Span.End)), now, cancellationToken);
    }
}
