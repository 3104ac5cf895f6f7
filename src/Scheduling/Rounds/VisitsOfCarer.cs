using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Calendars;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>What published rounds put into a carer's calendar, beside the bookings that stand there anyway.</summary>
/// <remarks>A round that is published anew, or taken back, is read as it is then: what it no longer has is gone from the calendar.</remarks>
internal static class VisitsOfCarer
{
    private const int RoundsMax = 500;
    private static readonly DateTimeOffset Counted = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<IReadOnlyList<CalendarVisit>> VisitsOfAsync(
        this SchedulingDb db, MemberId carer, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (from, to) = (LondonTime.DateOf(now - CalendarEntries.Back), LondonTime.DateOf(now + CalendarEntries.Ahead));
        var rounds = await db.Rounds.AsNoTracking()
            .Where(r => r.PublishedAt != null && r.Date >= from && r.Date <= to
                && db.Teams.Any(t => t.Id == r.Team && t.Members.Any(m => m.Id == carer)))
            .OrderBy(r => r.Date).ThenBy(r => r.Id).Take(RoundsMax)
            .Select(r => new { r.Date, r.Published, r.PublishedAt }).ToListAsync(cancellationToken);
        return
        [
            .. rounds.SelectMany(round => (round.Published?.Stops ?? [])
                .Where(stop => stop.Member == carer.Value && stop.Booking is null)
                .Select(stop => VisitOf(stop, round.Date, round.PublishedAt ?? now))),
        ];
    }

    // Whoever plans may call tomorrow's visit as today's is called: the date is a part of its name. What was published later counts as later.
    private static CalendarVisit VisitOf(PlannedStop stop, DateOnly date, DateTimeOffset publishedAt) => new(
        $"{stop.Visit}-{date:yyyyMMdd}-{(stop.Second ? 2 : 1)}@integrated-care", (int)(publishedAt - Counted).TotalMinutes,
        RoundBook.Instant(stop.Start, date), RoundBook.Instant(stop.End, date), publishedAt);
}
