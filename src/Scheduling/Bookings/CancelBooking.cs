using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Bookings;

public sealed record CancelBookingRequest([Required, StringLength(1000)] string Reason);

/// <summary>Gives a booking up; its time is free from here on.</summary>
internal static class CancelBooking
{
    public static async Task<Ok<BookingView>> Handle(
        Guid id, CancelBookingRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, PersonMessages messages,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var booking = await db.LockBookingAsync(id, caller, cancellationToken);
        booking.Cancel(request.Reason, new(cipher, booking.Id), caller, now);

        await db.TellReferralAsync(booking, caller, now, cancellationToken);
        messages.Queue(booking, MessageKind.Cancelled);
        db.Publish(booking.Cancelled(now));
        db.RecordAccess(booking, caller, purpose, "booking.cancel");
        await db.ReleaseAsync(booking.Id, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await db.ViewOfAsync(booking, cancellationToken));
    }
}
