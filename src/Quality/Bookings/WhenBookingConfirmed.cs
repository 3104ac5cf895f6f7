using IntegratedCare.Contracts.Scheduling;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Bookings;

/// <summary>Whose booking it is never changes, so the first to be heard stands; so does that they were erased.</summary>
internal sealed class WhenBookingConfirmed(QualityDb db) : IConsumer<BookingConfirmed>
{
    public Task Consume(ConsumeContext<BookingConfirmed> context) => db.Database.ExecuteSqlAsync(
        $"""
         INSERT INTO booked_people (booking_id, person_key) VALUES ({context.Message.BookingId}, {context.Message.PersonKey})
         ON CONFLICT DO NOTHING
         """, context.CancellationToken);
}
