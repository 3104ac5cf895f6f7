using System.Text;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Calendars;

/// <summary>The appointment as a file for the person's own calendar. It names nobody.</summary>
internal static class GetBookingCalendar
{
    public static async Task<ContentHttpResult> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, HttpResponse response, CancellationToken cancellationToken)
    {
        var booking = await db.BookingsOf(caller).AsNoTracking().SingleOrDefaultAsync(b => b.Id == new BookingId(id), cancellationToken)
            ?? throw new DomainException(BookingErrors.Unknown);
        var text = CalendarText.Single(await db.EntryAsync(booking, cancellationToken));
        db.RecordAccess(booking, caller, purpose, "booking.calendar-read");
        await db.SaveChangesAsync(cancellationToken);
        response.Headers.ContentDisposition = $"attachment; filename=\"appointment-{booking.Reference}.ics\"";
        return TypedResults.Text(text, CalendarText.ContentType, Encoding.UTF8);
    }
}
