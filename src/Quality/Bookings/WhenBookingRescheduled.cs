using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.Quality.Bookings;

internal sealed class WhenBookingRescheduled(QualityDb db) : IConsumer<BookingRescheduled>
{
    public async Task Consume(ConsumeContext<BookingRescheduled> context)
    {
        var heard = context.Message;
        var booking = await db.CopyOfBookingAsync(heard.BookingId, context.CancellationToken);
        booking.Hear(
            heard.Sequence, BookingState.Moved, heard.ServiceId, heard.TeamId, heard.StartsAt, heard.OccurredAt, heard.SiteId);
        booking.HearNeighbourhood(heard.Sequence, heard.NeighbourhoodCode);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
