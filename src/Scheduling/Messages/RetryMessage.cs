using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>An operator has a message tried anew. Where it was uncertain, the person may be told twice: that is the operator's to judge.</summary>
internal static class RetryMessage
{
    public static async Task<Ok<MessageView>> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var message = await db.LockMessageAsync(id, cancellationToken);
        message.TryAgain(time.GetUtcNow());
        db.RecordAccess(caller, purpose, "message.retried", "message", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(MessageView.Of(message));
    }
}
