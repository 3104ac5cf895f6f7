using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.Quality.Bookings;

internal sealed class WhenBookingCancelled(QualityDb db) : IConsumer<BookingCancelled>
{
    public async Task Consume(ConsumeContext<BookingCancelled> context)
    {
        var heard = context.Message;
        var booking = await db.CopyOfBookingAsync(heard.BookingId, context.CancellationToken);
        booking.Hear(
            heard.Sequence, BookingState.Cancelled, heard.ServiceId, heard.TeamId, heard.StartsAt, heard.OccurredAt, heard.SiteId);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
