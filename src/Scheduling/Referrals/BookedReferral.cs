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
        if (request.Booking != booking.Id || request.Stage != ReferralStage.Booked) return;

        if (booking.Status == BookingStatus.Attended)
        {
            request.BeSeen(caller, now);
            db.Publish(request.ClosedEvent(now));
            return;
        }

        var why = booking.Status == BookingStatus.Cancelled ? ReferralChangeKind.BookingCancelled : ReferralChangeKind.DidNotAttend;
        request.BookingFellAway(why, await db.WaitStandardAsync(request.Priority, cancellationToken), caller, now);
    }
}
