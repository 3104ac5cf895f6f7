using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.BreakGlass;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Bookings;

/// <summary>What the booking became, when, and in which role and for which organisation somebody did it.</summary>
public sealed record BookingChangeView(
    int Sequence, BookingChangeKind Kind, DateTimeOffset At, string ByRole, string? ByOrganisation,
    Guid TeamId, Guid MemberId, DateTimeOffset Start, DateTimeOffset End);

public sealed record BookingHistory(IReadOnlyList<BookingChangeView> Items);

/// <summary>Every change of a booking, from the first.</summary>
internal static class GetBookingHistory
{
    private const int ChangesMax = 1000;

    public static async Task<Ok<BookingHistory>> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var records = await OpenRecords.OfAsync(db, caller, time.GetUtcNow(), cancellationToken);
        var booking = await records.Bookings.AsNoTracking().SingleOrDefaultAsync(b => b.Id == new BookingId(id), cancellationToken)
            ?? throw new DomainException(BookingErrors.Unknown);
        var changes = await db.Bookings.AsNoTracking().Where(b => b.Id == booking.Id)
            .SelectMany(b => b.History).OrderBy(c => c.Sequence).Take(ChangesMax)
            .ToListAsync(cancellationToken);

        var basis = await records.BreakGlassBasisAsync(booking, cancellationToken);
        db.RecordAccess(booking, caller, purpose, "booking.history-read", basis);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new BookingHistory([.. changes.Select(c => new BookingChangeView(
            c.Sequence, c.Kind, LondonTime.ToLondon(c.At), c.ByRole, c.ByOrganisation,
            c.Team.Value, c.Member.Value, LondonTime.ToLondon(c.StartsAt), LondonTime.ToLondon(c.EndsAt)))]));
    }
}
