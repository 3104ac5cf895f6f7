using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Quality.Incidents;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Restrictions;

/// <summary>
/// Keeps the list of bookings that a restriction touches. Parts come in any order, and a part heard again changes
/// nothing.
/// </summary>
internal sealed class WhenBookingsAffected(QualityDb db, TimeProvider time) : IConsumer<BookingsAffected>
{
    public async Task Consume(ConsumeContext<BookingsAffected> context)
    {
        var heard = context.Message;
        var id = RestrictionId.From(heard.RestrictionId);
        var restriction = await db.Restrictions.SingleOrDefaultAsync(r => r.Id == id, context.CancellationToken)
            ?? throw new DomainException(RestrictionErrors.NotFound);
        if (await db.AffectedBookingsParts.AnyAsync(
            p => p.RestrictionId == id && p.Part == heard.Part, context.CancellationToken)) return;

        var listed = await db.AffectedBookings.Where(a => a.RestrictionId == id)
            .Select(a => a.BookingId).ToListAsync(context.CancellationToken);
        var found = heard.Bookings.DistinctBy(b => b.BookingId).ExceptBy(listed.Select(b => b.Value), b => b.BookingId)
            .ToList();

        db.AffectedBookingsParts.Add(AffectedBookingsPart.Of(id, heard));
        db.AffectedBookings.AddRange(found.Select(b => AffectedBooking.Of(id, b, heard.OccurredAt)));
        db.Timeline.Add(TimelineEntry.AffectedBookingsFound(restriction, found.Count, time.GetUtcNow()));
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
