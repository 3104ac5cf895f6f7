using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Referrals;

public sealed record ReturnWithAdviceRequest([Required, StringLength(4000)] string Advice);

/// <summary>Answers a request for advice, or returns a referral with advice instead of care. The referrer finds it among their outcomes.</summary>
internal static class ReturnWithAdvice
{
    public static async Task<Ok<ReferralStanding>> Handle(
        Guid id, ReturnWithAdviceRequest asked, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var request = await db.LockReferralForTriageAsync(id, caller, cancellationToken);
        request.ReturnWithAdvice(asked.Advice, new(cipher, request.Id), caller, now);
        db.Publish(request.ClosedEvent(now));
        db.RecordAccess(request, caller, purpose, "referral.return");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await db.StandingOfAsync(request, cancellationToken));
    }
}
