using IntegratedCare.Contracts.Scheduling;
using MassTransit;

namespace IntegratedCare.Quality.Bookings;

internal sealed class WhenPersonDidNotAttend(QualityDb db) : IConsumer<PersonDidNotAttend>
{
    public async Task Consume(ConsumeContext<PersonDidNotAttend> context)
    {
        var heard = context.Message;
        var booking = await db.CopyOfBookingAsync(heard.BookingId, context.CancellationToken);
        booking.Hear(
            heard.Sequence, BookingState.DidNotAttend, heard.ServiceId, heard.TeamId, heard.StartsAt, heard.OccurredAt, heard.SiteId);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
