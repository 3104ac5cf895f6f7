using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.BreakGlass;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Messages;

public sealed record BookingMessages(IReadOnlyList<MessageView> Items);

/// <summary>What the person was told of a booking, when and how, from the first.</summary>
internal static class GetBookingMessages
{
    private const int MessagesMax = 1000;

    public static async Task<Ok<BookingMessages>> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var records = await OpenRecords.OfAsync(db, caller, time.GetUtcNow(), cancellationToken);
        var booking = await records.Bookings.AsNoTracking().SingleOrDefaultAsync(b => b.Id == new BookingId(id), cancellationToken)
            ?? throw new DomainException(BookingErrors.Unknown);
        var messages = await db.Messages.AsNoTracking().Where(m => m.Booking == booking.Id).OrderBy(m => m.Id).Take(MessagesMax)
            .ToListAsync(cancellationToken);

        db.RecordAccess(booking, caller, purpose, "booking.messages-read", await records.BreakGlassBasisAsync(booking, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new BookingMessages([.. messages.Select(MessageView.Of)]));
    }
}
