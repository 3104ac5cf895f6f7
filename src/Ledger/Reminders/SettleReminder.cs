using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Reminders;

/// <summary>An operator knows that the partner was told, or has seen to it in another way: the reminder is tried no more.</summary>
internal static class SettleReminder
{
    public static async Task<Ok<TroubledReminder>> Handle(
        Guid id, Caller caller, Purpose purpose, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var reminder = await db.TakeReminderAsync(id, cancellationToken);
        reminder.Settle(time.GetUtcNow());
        db.RecordAccess(caller, purpose, "reminder.settle", "reminder", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(TroubledReminder.Of(reminder));
    }
}
