using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Scheduling.BreakGlass;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>A booking with the person, for those who have to do with their care.</summary>
internal static class GetBooking
{
    public static async Task<Ok<BookingDetail>> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var records = await OpenRecords.OfAsync(db, caller, time.GetUtcNow(), cancellationToken);
        var booking = await records.Bookings.AsNoTracking()
            .SingleOrDefaultAsync(b => b.Id == new BookingId(id), cancellationToken)
            ?? throw new DomainException(BookingErrors.Unknown);
        var memberName = await db.Teams.Where(t => t.Id == booking.Team)
            .SelectMany(t => t.Members).Where(m => m.Id == booking.Member)
            .Select(m => m.DisplayName).SingleAsync(cancellationToken);
        var detail = BookingDetail.Of(booking, await db.ViewOfAsync(booking, cancellationToken), memberName, cipher);

        var basis = await records.BreakGlassBasisAsync(booking, cancellationToken);
        db.RecordAccess(booking, caller, purpose, "booking.read", basis);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(detail);
    }
}
