using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.PersonalData;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.Referrals;

public sealed record WithdrawReferralRequest([Required, StringLength(1000)] string Reason);

/// <summary>Takes a referral back, by those who made it.</summary>
internal static class WithdrawReferral
{
    public static async Task<Ok<ReferralStanding>> Handle(
        Guid id, WithdrawReferralRequest asked, Caller caller, Purpose purpose, SchedulingDb db, PersonalDataCipher cipher, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var request = await db.LockReferralAsync(id, caller, cancellationToken);
        if (!request.IsMadeBy(caller)) throw new DomainException(ServiceRequestErrors.NotYours);
        request.Withdraw(asked.Reason, new(cipher, request.Id), caller, now);
        db.Publish(request.ClosedEvent(now));
        db.RecordAccess(request, caller, purpose, "referral.withdraw");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await db.StandingOfAsync(request, cancellationToken));
    }
}
