using IntegratedCare.Contracts.Quality;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Restrictions;

/// <summary>Nobody may book the service from here on, and quality learns which bookings stand in its future.</summary>
/// <remarks>
/// The service is had alone: every booking that confirmed before has committed and is in the list, every later one sees the restriction. A message
/// heard again finds the restriction begun and says nothing twice.
/// </remarks>
internal sealed class WhenServiceRestricted(SchedulingDb db, TimeProvider time) : IConsumer<ServiceRestricted>
{
    private const int BookingsPerPartMax = 200;

    public async Task Consume(ConsumeContext<ServiceRestricted> context)
    {
        var said = context.Message;
        var service = new ServiceId(said.ServiceId);
        var restrictions = await ServiceRestrictions.OfAsync(db, service, context.CancellationToken);
        if (!restrictions.Begin(db, new(said.RestrictionId), said.OccurredAt)) return;

        var now = time.GetUtcNow();
        var affected = await db.Bookings.AsNoTracking()
            .Where(b => b.Service == service && (b.Status == BookingStatus.Confirmed || b.Status == BookingStatus.Arrived) && b.StartsAt > now)
            .OrderBy(b => b.StartsAt).ThenBy(b => b.Id)
            .Select(b => new AffectedBooking(b.Id.Value, b.Reference, b.Team.Value, b.StartsAt))
            .ToListAsync(context.CancellationToken);

        // An empty list is said too: the reader then knows that somebody looked.
        AffectedBooking[][] parts = affected.Count == 0 ? [[]] : [.. affected.Chunk(BookingsPerPartMax)];
        for (var i = 0; i < parts.Length; i++)
            db.Publish(new BookingsAffected(said.RestrictionId, said.ServiceId, i + 1, parts.Length, parts[i], now));
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
