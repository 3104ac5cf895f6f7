using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>The referrer has read how the referral ended: it leaves their list of outcomes.</summary>
internal static class SeeOutcome
{
    public static async Task<Ok<ReferralStanding>> Handle(
        Guid id, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = await db.LockReferralAsync(id, caller, cancellationToken);
        if (!request.IsMadeBy(caller)) throw new DomainException(ServiceRequestErrors.NotYours);
        request.SeeOutcome(caller, time.GetUtcNow());
        db.RecordAccess(request, caller, purpose, "referral.outcome-seen");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await db.StandingOfAsync(request, cancellationToken));
    }
}
