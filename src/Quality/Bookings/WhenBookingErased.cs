using IntegratedCare.Contracts.Scheduling;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Bookings;

/// <summary>Forgets whose booking it was. A row of nobody stays, so that a confirmation heard late does not bring the person back.</summary>
/// <remarks>
/// What the waits are worked out from is written down first: whether this booking followed an earlier contact, and that later ones follow it. It names
/// nobody and ties no two bookings together.
/// </remarks>
internal sealed class WhenBookingErased(QualityDb db) : IConsumer<BookingErased>
{
    public async Task Consume(ConsumeContext<BookingErased> context)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
             WITH erased AS (
                 SELECT b.*, p.person_key FROM bookings b JOIN booked_people p ON p.booking_id = b.id
                 WHERE b.id = {context.Message.BookingId} AND p.person_key IS NOT NULL AND b.state = 'Delivered'),
             contacts AS (
                 SELECT b.id, b.starts_at FROM erased e JOIN booked_people p ON p.person_key = e.person_key
                 JOIN bookings b ON b.id = p.booking_id AND b.service_id = e.service_id AND b.consulted_on = e.consulted_on
                 WHERE b.state = 'Delivered')
             UPDATE bookings b SET is_follow_up = (c.starts_at, c.id) > (SELECT f.starts_at, f.id FROM contacts f ORDER BY f.starts_at, f.id LIMIT 1)
             FROM contacts c, erased e
             WHERE b.id = c.id AND (c.starts_at, c.id) >= (e.starts_at, e.id) AND b.is_follow_up IS NULL
             """, context.CancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO booked_people (booking_id, person_key) VALUES ({context.Message.BookingId}, NULL)
             ON CONFLICT (booking_id) DO UPDATE SET person_key = NULL
             """, context.CancellationToken);
    }
}
