using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Messages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>Why, and the first London date from which the series is given up; without one, all of it that is open.</summary>
public sealed record CancelBookingSeriesRequest([Required, StringLength(1000)] string Reason, [DiaryDate] DateOnly? From = null);

public sealed record BookingsCancelled(IReadOnlyList<BookingView> Cancelled);

/// <summary>Gives the rest of a series up; what was before stays as it is.</summary>
internal static class CancelBookingSeries
{
    public static async Task<Ok<BookingsCancelled>> Handle(
        Guid id, CancelBookingSeriesRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, PersonMessages messages, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var bookings = db.BookingsOf(caller).Where(b => b.Series == new BookingSeriesId(id));
        if (request.From is { } from)
        {
            var start = LondonTime.StartOf(from);
            bookings = bookings.Where(b => b.StartsAt >= start);
        }

        return TypedResults.Ok(new BookingsCancelled(
            await db.CancelAsync(bookings, request.Reason, caller, purpose, cipher, messages, time.GetUtcNow(), cancellationToken)));
    }
}
