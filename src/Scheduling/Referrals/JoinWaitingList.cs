using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>No time fits: the person waits, and the next time that comes free is offered to who needs it most.</summary>
internal static class JoinWaitingList
{
    public static async Task<Ok<ReferralStanding>> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var request = await db.LockReferralAsync(id, caller, cancellationToken);
        request.Wait(caller, now);
        db.Publish(request.WaitingEvent(now));
        db.RecordAccess(request, caller, purpose, "referral.wait");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await db.StandingOfAsync(request, cancellationToken));
    }
}
