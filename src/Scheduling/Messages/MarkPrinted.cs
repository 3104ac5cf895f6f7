using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>Somebody of the team has printed the letter: it waits no longer.</summary>
internal static class MarkPrinted
{
    public static async Task<Ok<MessageView>> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var booking = await db.BookingOfAsync(id, caller, cancellationToken);
        var message = await db.LockMessageAsync(id, cancellationToken);
        message.Print(booking, time.GetUtcNow());
        db.RecordAccess(booking, caller, purpose, "message.printed");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(MessageView.Of(message));
    }
}
