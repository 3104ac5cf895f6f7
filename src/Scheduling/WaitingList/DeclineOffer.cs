using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegratedCare.Scheduling.WaitingList;

/// <summary>The person does not take the time: they wait on, and it goes to the next one.</summary>
internal static class DeclineOffer
{
    public static async Task<Ok<ReferralStanding>> Handle(
        Guid id, Guid offerId, Caller caller, Purpose purpose, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = await db.LockReferralAsync(id, caller, cancellationToken);
        var offer = await db.OfferOfAsync(request, offerId, cancellationToken);
        offer.Decline(caller, time.GetUtcNow());
        request.NoteOffer(ReferralChangeKind.OfferDeclined, caller, time.GetUtcNow());
        db.RecordAccess(request, caller, purpose, "offer.decline");
        await db.SaveChangesAsync(cancellationToken);
        await db.GiveHoldBackAsync(offer.Hold, cancellationToken);
        return TypedResults.Ok(await db.StandingOfAsync(request, cancellationToken));
    }
}
