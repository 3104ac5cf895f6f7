using IntegratedCare.Contracts.Scheduling;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Bookings;

/// <summary>Forgets whose booking it was. A row of nobody stays, so that a confirmation heard late does not bring the person back.</summary>
internal sealed class WhenBookingErased(QualityDb db) : IConsumer<BookingErased>
{
    public Task Consume(ConsumeContext<BookingErased> context) => db.Database.ExecuteSqlAsync(
        $"""
         INSERT INTO booked_people (booking_id, person_key) VALUES ({context.Message.BookingId}, NULL)
         ON CONFLICT (booking_id) DO UPDATE SET person_key = NULL
         """, context.CancellationToken);
}
