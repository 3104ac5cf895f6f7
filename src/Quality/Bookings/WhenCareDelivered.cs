using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.Quality.Bookings;

internal sealed class WhenCareDelivered(QualityDb db) : IConsumer<CareDelivered>
{
    public async Task Consume(ConsumeContext<CareDelivered> context)
    {
        var heard = context.Message;
        var booking = await db.CopyOfBookingAsync(heard.BookingId, context.CancellationToken);
        booking.Hear(
            heard.Sequence, BookingState.Delivered, heard.ServiceId, heard.TeamId, heard.StartsAt, heard.OccurredAt, heard.SiteId);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
