using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.BreakGlass;
using IntegratedCare.Scheduling.Fhir.Resources;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Fhir.Appointments;

internal static class ReadAppointment
{
    public static async Task<IResult> Handle(
        string id, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, TimeProvider time, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, caller, purpose, db, cipher, time.GetUtcNow(), cancellationToken)
            ?? throw new DomainException(BookingErrors.Unknown);
        return new FhirAnswer(found) { VersionId = found.Meta.VersionId, LastModified = found.ChangedAt, IsPersonal = true };
    }

    /// <summary>The appointment, accounted for; null where there is none for the caller.</summary>
    public static async Task<AppointmentResource?> FindAsync(
        string id, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var key)) return null;
        var records = await OpenRecords.OfAsync(db, caller, now, cancellationToken);
        var booking = await records.Bookings.AsNoTracking().SingleOrDefaultAsync(b => b.Id == new BookingId(key), cancellationToken);
        if (booking is null) return null;

        var found = await db.AppointmentsAsync([booking], cipher, cancellationToken);
        db.RecordAccess(booking, caller, purpose, "booking.read", await records.BreakGlassBasisAsync(booking, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return found[0];
    }
}
