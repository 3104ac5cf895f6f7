using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Whether the person came and care was given.</summary>
public enum AttendanceOutcome { Attended, DidNotAttend }

public sealed record RecordAttendanceRequest(AttendanceOutcome Outcome);

/// <summary>Says how a booking ended; money and quality follow from it.</summary>
internal static class RecordAttendance
{
    public static async Task<Ok<BookingView>> Handle(
        Guid id, RecordAttendanceRequest request, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var booking = await db.LockBookingAsync(id, caller, cancellationToken);
        if (!await db.TeamsOf(caller).AnyAsync(t => t.Id == booking.Team, cancellationToken))
            throw new DomainException(BookingErrors.NotYourTeam);
        booking.RecordAttendance(request.Outcome, caller, now);

        await db.TellReferralAsync(booking, caller, now, cancellationToken);
        if (booking.Status == BookingStatus.Attended) db.Publish(booking.CareDelivered(now));
        else db.Publish(booking.PersonDidNotAttend(now));
        db.RecordAccess(booking, caller, purpose, "booking.attendance");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await db.ViewOfAsync(booking, cancellationToken));
    }
}
