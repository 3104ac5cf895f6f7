using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Says that the person is there and waits; how it ended is said afterwards.</summary>
internal static class RecordArrival
{
    public static async Task<Ok<BookingView>> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var booking = await db.LockBookingAsync(id, caller, cancellationToken);
        if (!await db.TeamsOf(caller).AnyAsync(t => t.Id == booking.Team, cancellationToken))
            throw new DomainException(BookingErrors.NotYourTeam);
        booking.Arrive(caller, now);

        db.Publish(booking.PersonArrived(now));
        db.RecordAccess(booking, caller, purpose, "booking.arrival");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await db.ViewOfAsync(booking, cancellationToken));
    }
}
