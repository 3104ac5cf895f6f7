using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.People;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>What rounds hold about people: where somebody is visited, known by their booking.</summary>
internal static class RoundsOfPeople
{
    /// <summary>Forgets where everybody was in the rounds that visit these bookings: a round's places are one text, and a plan needs them all.</summary>
    public static Task ForgetRoundsOfAsync(this SchedulingDb db, IEnumerable<Booking> bookings, CancellationToken cancellationToken)
    {
        var ids = bookings.Select(booking => booking.Id.Value).ToArray();
        return db.Database.ExecuteSqlAsync($"UPDATE rounds SET asked = NULL, version = version + 1 WHERE bookings && {ids}", cancellationToken);
    }

    public static async Task<IReadOnlyList<HeldRound>> RoundsHoldingAsync(
        this SchedulingDb db, Guid[] bookings, CancellationToken cancellationToken)
    {
        var rounds = await db.Rounds.AsNoTracking().Where(r => r.Bookings.Any(b => bookings.Contains(b)))
            .OrderBy(r => r.Date).ThenBy(r => r.Id)
            .Select(r => new { r.Id, r.Date, r.Bookings, IsKept = r.Asked != null }).ToListAsync(cancellationToken);
        return [.. rounds.SelectMany(r => r.Bookings.Where(bookings.Contains)
            .Select(booking => new HeldRound(r.Id.Value, r.Date, booking, r.IsKept)))];
    }
}
