using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>Tells a referral what became of the booking that answered it, in the booking's own transaction.</summary>
internal static class BookedReferral
{
    public static async Task TellReferralAsync(
        this SchedulingDb db, Booking booking, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (booking.Request is not { } id) return;

        // Bookings are locked before referrals: whoever holds a referral's row never asks for that of a booking that stands.
        await db.Database.ExecuteSqlAsync($"SELECT FROM service_requests WHERE id = {id.Value} FOR UPDATE", cancellationToken);
        var request = await db.ServiceRequests.SingleAsync(r => r.Id == id, cancellationToken);
        if (request.Stage != ReferralStage.Booked) return;

        if (booking.Status == BookingStatus.Attended)
        {
            request.BeSeen(caller, now);
            db.Publish(request.ClosedEvent(now));
            return;
        }

        if (request.Booking != booking.Id) return;
        var why = booking.Status == BookingStatus.Cancelled ? ReferralChangeKind.BookingCancelled : ReferralChangeKind.DidNotAttend;
        if (await db.NextForAsync(request, cancellationToken) is { } next)
        {
            request.GoOnTo(next, why, caller, now);
            return;
        }

        request.BookingFellAway(why, await db.WaitStandardAsync(request.Priority, cancellationToken), caller, now);
    }

    // Of a series several answer it. What this transaction has cancelled stands in the database as open still: the entities know better.
    private static async Task<Booking?> NextForAsync(this SchedulingDb db, ServiceRequest request, CancellationToken cancellationToken)
    {
        var others = await db.Bookings.Where(b => b.Request == request.Id && (b.Status == BookingStatus.Confirmed || b.Status == BookingStatus.Arrived))
            .OrderBy(b => b.StartsAt).ThenBy(b => b.Id).ToListAsync(cancellationToken);
        return others.Find(b => b.Status is BookingStatus.Confirmed or BookingStatus.Arrived);
    }
}
