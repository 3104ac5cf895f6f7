using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>What may be offered: nothing before a day on which the person cannot come; teams of other neighbourhoods where they would travel.</summary>
public sealed record JoinWaitingListRequest([DiaryDate] DateOnly? NotBefore = null, bool AnyNeighbourhood = false);

/// <summary>No time fits: the person waits, and the next time that comes free is offered to who needs it most.</summary>
internal static class JoinWaitingList
{
    public static async Task<Ok<ReferralStanding>> Handle(
        Guid id, JoinWaitingListRequest asked, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var request = await db.LockReferralAsync(id, caller, cancellationToken);
        request.Wait(asked.NotBefore, asked.AnyNeighbourhood, caller, now);
        db.Publish(request.WaitingEvent(now));
        db.RecordAccess(request, caller, purpose, "referral.wait");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await db.StandingOfAsync(request, cancellationToken));
    }
}
