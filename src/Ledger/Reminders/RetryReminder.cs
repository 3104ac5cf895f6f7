using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Ledger.Reminders;

/// <summary>An operator has a reminder tried anew. Where it was uncertain, the partner may be told twice: that is the operator's to judge.</summary>
internal static class RetryReminder
{
    public static async Task<Ok<TroubledReminder>> Handle(
        Guid id, Caller caller, Purpose purpose, LedgerDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var reminder = await db.TakeReminderAsync(id, cancellationToken);
        reminder.TryAgain(time.GetUtcNow());
        db.RecordAccess(caller, purpose, "reminder.retry", "reminder", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(TroubledReminder.Of(reminder));
    }
}
