using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.BreakGlass;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>What is looked for; every condition that is given must hold. A POST, so that no NHS number stands in an address.</summary>
/// <remarks><c>From</c> and <c>To</c> are the first and the last London date of the appointment.</remarks>
public sealed record FindBookingsRequest(
    [StringLength(20)] string? Reference = null,
    Guid? TeamId = null,
    Guid? ServiceId = null,
    BookingStatus? Status = null,
    [DiaryDate] DateOnly? From = null,
    [DiaryDate] DateOnly? To = null,
    [StringLength(20)] string? NhsNumber = null,
    [Range(1, PageRequest.PageMax)] int? Page = null,
    [Range(1, PageRequest.PageSizeMax)] int? PageSize = null);

/// <summary>A booking as a list shows it: enough of the person to tell them from another, and no clinical text.</summary>
public sealed record FoundBooking(
    Guid Id, string Reference, BookingStatus Status, DateTimeOffset Start, DateTimeOffset End,
    Guid ServiceId, string? ServiceName, Guid TeamId, string? TeamName, string GivenName, string FamilyName, DateOnly DateOfBirth);

/// <summary>Bookings that the caller has to do with, latest appointment first.</summary>
internal static class FindBookings
{
    public static async Task<Ok<Page<FoundBooking>>> Handle(
        FindBookingsRequest request, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var records = await OpenRecords.OfAsync(db, caller, time.GetUtcNow(), cancellationToken);

        // A broken glass opens one person's bookings to who knows the number, and shows nobody in other lists.
        var bookings = request.NhsNumber is null ? db.BookingsOf(caller) : records.Bookings;
        var page = await Matching(bookings.AsNoTracking().Where(b => b.ErasedAt == null), request, cipher)
            .OrderByDescending(b => b.StartsAt).ThenBy(b => b.Id)
            .Select(b => new
            {
                Booking = b,
                Service = db.CareServices.Where(s => s.Id == b.Service).Select(s => s.Name).FirstOrDefault(),
                Team = db.Teams.Where(t => t.Id == b.Team).Select(t => t.Name).FirstOrDefault(),
            })
            .ToPageAsync(new(request.Page, request.PageSize), cancellationToken);

        var byBreakGlass = await records.OnlyByBreakGlassAsync([.. page.Items.Select(f => f.Booking)], cancellationToken);
        foreach (var found in page.Items.Select(f => f.Booking))
        {
            db.RecordAccess(
                found, caller, purpose, "booking.search", byBreakGlass.Contains(found.Id) ? AccessBasis.BreakGlass : null);
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Page<FoundBooking>(
            [.. page.Items.Select(f => View(f.Booking, f.Service, f.Team, cipher))], page.Number, page.PageSize, page.Total));
    }

    private static IQueryable<Booking> Matching(IQueryable<Booking> bookings, FindBookingsRequest asked, PersonalDataCipher cipher)
    {
        if (asked.Reference is { } written)
        {
            var reference = BookingReference.Normalise(written);
            bookings = bookings.Where(b => b.Reference == reference);
        }

        if (asked.TeamId is { } team) bookings = bookings.Where(b => b.Team == new TeamId(team));
        if (asked.ServiceId is { } service) bookings = bookings.Where(b => b.Service == new ServiceId(service));
        if (asked.Status is { } status) bookings = bookings.Where(b => b.Status == status);
        if (asked.From is { } from)
        {
            var start = LondonTime.StartOf(from);
            bookings = bookings.Where(b => b.StartsAt >= start);
        }

        if (asked.To is { } to)
        {
            var end = LondonTime.StartOf(to.AddDays(1));
            bookings = bookings.Where(b => b.StartsAt < end);
        }

        if (asked.NhsNumber is not null)
        {
            if (!NhsNumber.TryParse(asked.NhsNumber, out var number)) throw new DomainException(PersonErrors.NhsNumberInvalid);
            var person = cipher.KeyOf(number).Value;
            bookings = bookings.Where(b => b.PersonKey == person);
        }

        return bookings;
    }

    private static FoundBooking View(Booking booking, string? service, string? team, PersonalDataCipher cipher)
    {
        var person = booking.OpenPerson(new(cipher, booking.Id));
        return new(
            booking.Id.Value, booking.Reference, booking.Status,
            LondonTime.ToLondon(booking.StartsAt), LondonTime.ToLondon(booking.EndsAt),
            booking.Service.Value, service, booking.Team.Value, team,
            person.GivenName, person.FamilyName, person.DateOfBirth);
    }
}
