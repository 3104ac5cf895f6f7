using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Bookings;

public sealed record RescheduleBookingRequest(Guid HoldId);

/// <summary>Moves a booking to a held slot. The person has the old time until the new one is theirs, and never both or neither.</summary>
internal static class RescheduleBooking
{
    public static async Task<Ok<BookingView>> Handle(
        Guid id, RescheduleBookingRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonMessages messages, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var booking = await db.LockBookingAsync(id, caller, cancellationToken);
        var used = await db.UseHoldAsync(new(request.HoldId), booking.Id, caller, now, cancellationToken);
        var previousStart = booking.StartsAt;
        booking.Reschedule(used.Hold, caller, now);
        used.Service.MustTakeBookings();

        messages.Queue(booking, MessageKind.Rescheduled);
        db.Publish(booking.Rescheduled(previousStart, used.Names.NeighbourhoodCode, now));
        db.RecordAccess(booking, caller, purpose, "booking.reschedule");
        await db.LockSessionsAsync(booking.Id, used.Hold.Id, cancellationToken);
        await db.ReleaseAsync(booking.Id, cancellationToken, keep: used.Claims);
        await db.PassPlaceOnAsync(used.Hold, booking.Id, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await db.ViewOfAsync(booking, cancellationToken));
    }
}
