using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>An operator knows that the person was told, or has seen to it in another way: the message is tried no more.</summary>
internal static class SettleMessage
{
    public static async Task<Ok<MessageView>> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var message = await db.LockMessageAsync(id, cancellationToken);
        message.Settle(time.GetUtcNow());
        db.RecordAccess(caller, purpose, "message.settled", "message", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(MessageView.Of(message));
    }
}
