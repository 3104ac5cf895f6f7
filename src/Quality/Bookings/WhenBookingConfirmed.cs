using IntegratedCare.Contracts.Scheduling;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Bookings;

/// <summary>Whose booking it is and after which consultation never changes, so the first to be heard stands; so does that the person was erased.</summary>
internal sealed class WhenBookingConfirmed(QualityDb db) : IConsumer<BookingConfirmed>
{
    public async Task Consume(ConsumeContext<BookingConfirmed> context)
    {
        var heard = context.Message;
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO booked_people (booking_id, person_key) VALUES ({heard.BookingId}, {heard.PersonKey})
             ON CONFLICT DO NOTHING
             """, context.CancellationToken);
        var booking = await db.CopyOfBookingAsync(heard.BookingId, context.CancellationToken);
        booking.Hear(
            heard.Sequence, BookingState.Confirmed, heard.ServiceId, heard.TeamId, heard.StartsAt, heard.OccurredAt, heard.SiteId);
        booking.HearNeighbourhood(heard.Sequence, heard.NeighbourhoodCode);
        booking.HearConsultation(heard.ConsultedOn);
        await db.SaveChangesAsync(context.CancellationToken);
    }
}
