using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.BreakGlass;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Fhir.Searching;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Fhir.Appointments;

/// <summary>Appointments that the caller has to do with, the latest first. Each that is told is accounted for.</summary>
internal static class SearchAppointments
{
    public static async Task<IResult> Handle(
        HttpContext http, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var search = await DiarySearch.ReadAsync(DiaryTypes.Appointment, http, cancellationToken);
        var records = await OpenRecords.OfAsync(db, caller, now, cancellationToken);

        // A broken glass opens one person's bookings to who knows the number, and shows nobody in other lists.
        var bookings = search.Person() is null ? db.BookingsOf(caller) : records.Bookings;
        var page = await Matching(bookings.AsNoTracking().Where(b => b.ErasedAt == null), search, cipher)
            .OrderByDescending(b => b.StartsAt).ThenBy(b => b.Id)
            .ToPageAsync(DiaryBundle.PageOf(search), cancellationToken);

        var appointments = await db.AppointmentsAsync(page.Items, cipher, cancellationToken);
        var byBreakGlass = await records.OnlyByBreakGlassAsync(page.Items, cancellationToken);
        foreach (var found in page.Items)
            db.RecordAccess(found, caller, purpose, "booking.read", byBreakGlass.Contains(found.Id) ? AccessBasis.BreakGlass : null);
        await db.SaveChangesAsync(cancellationToken);
        return new FhirAnswer(DiaryBundle.Of(search, page, appointments, http.Request, now)) { IsPersonal = true };
    }

    private static IQueryable<Booking> Matching(IQueryable<Booking> bookings, DiarySearch search, PersonalDataCipher cipher)
    {
        if (search.Code("identifier", DiaryCodes.BookingReference) is { } written)
        {
            var reference = BookingReference.Normalise(written);
            bookings = bookings.Where(b => b.Reference == reference);
        }

        var statuses = search.Tokens(
            "status", AppointmentReading.StatusSystem, Enum.GetValues<BookingStatus>().Select(s => (AppointmentReading.StatusOf(s), s)));
        if (statuses is not null) bookings = bookings.Where(b => statuses.Contains(b.Status));
        if (search.References("actor", "HealthcareService") is { } services)
        {
            var ids = services.Select(s => Guid.TryParseExact(s, "D", out var id) ? id : Guid.Empty).Select(ServiceId.From).ToList();
            bookings = bookings.Where(b => ids.Contains(b.Service));
        }

        if (search.References("based-on", "ServiceRequest") is { } requests)
        {
            var ids = requests.Select(s => Guid.TryParseExact(s, "D", out var id) ? id : Guid.Empty)
                .Select(id => (ServiceRequestId?)new ServiceRequestId(id)).ToList();
            bookings = bookings.Where(b => ids.Contains(b.Request));
        }

        var (from, until) = search.Between("date");
        if (from is { } start) bookings = bookings.Where(b => b.StartsAt >= start);
        if (until is { } end) bookings = bookings.Where(b => b.StartsAt < end);
        if (search.Person() is not { } number) return bookings;

        var person = cipher.KeyOf(number).Value;
        return bookings.Where(b => b.PersonKey == person);
    }
}
