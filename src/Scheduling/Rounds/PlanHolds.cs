using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Claims;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>Whether a plan still holds when it is to become the team's day: it may have been made days before.</summary>
internal static class PlanHolds
{
    /// <summary>Refused where a carer is away in the time that is given to them, or a booking is not where the plan has it.</summary>
    public static async Task MustHoldAsync(this SchedulingDb db, Round round, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stops = round.Published?.Stops ?? [];
        await db.MustBeThereAsync(stops, round.Date, now, cancellationToken);
        await db.MustStandAsync(stops, round.Date, cancellationToken);
    }

    // What is over was done by whoever was there then.
    private static async Task MustBeThereAsync(
        this SchedulingDb db, IReadOnlyList<PlannedStop> stops, DateOnly date, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var coming = stops.Select(stop => (
                Resource: new ResourceId(stop.Member), Begins: RoundBook.Instant(stop.Start - stop.Travel, date), Ends: RoundBook.Instant(stop.End, date)))
            .Where(one => one.Ends > now).ToList();
        if (coming.Count == 0) return;
        var carers = coming.Select(one => one.Resource).Distinct().ToList();
        var (from, until) = (coming.Min(one => one.Begins).ToUniversalTime(), coming.Max(one => one.Ends).ToUniversalTime());
        var absences = await db.Absences.AsNoTracking()
            .Where(a => carers.Contains(a.Resource) && a.CancelledAt == null && a.StartsAt < until && a.EndsAt > from)
            .ToListAsync(cancellationToken);
        if (coming.Exists(one => absences.Exists(a => a.Resource == one.Resource && a.StartsAt < one.Ends && a.EndsAt > one.Begins)))
            throw new DomainException(RoundErrors.CarerAway);
    }

    private static async Task MustStandAsync(
        this SchedulingDb db, IReadOnlyList<PlannedStop> stops, DateOnly date, CancellationToken cancellationToken)
    {
        var promised = stops.Where(stop => stop.Booking is not null).ToDictionary(stop => new BookingId(stop.Booking!.Value));
        if (promised.Count == 0) return;
        var ids = promised.Keys.ToList();
        var standing = await db.Bookings.AsNoTracking().Where(b => ids.Contains(b.Id) && b.Status != BookingStatus.Cancelled)
            .Select(b => new { b.Id, b.Member, b.StartsAt }).ToListAsync(cancellationToken);
        if (standing.Count(b => b.Member.Value == promised[b.Id].Member && b.StartsAt == RoundBook.Instant(promised[b.Id].Start, date)) < ids.Count)
            throw new DomainException(RoundErrors.BookingMoved);
    }
}
