using IntegratedCare.Kernel.Audit;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Referrals;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.WaitingList;

/// <summary>Offers that nobody answered in time, or whose person waits no more: their times go on to others.</summary>
/// <remarks>Who lets several offers go by is not asked for ever: their referral is on the worklist again, for somebody to ask them what fits.</remarks>
internal sealed class LapseOffers(SchedulingDb db, TimeProvider time)
{
    internal const int BatchMax = 50;
    private const int UnansweredMax = 3;

    public async Task<int> BatchAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // The referral's row is what answers lock too; one that somebody is answering right now is left to them.
        var ids = await db.Database.SqlQuery<Guid>(
            $"""
             SELECT r.id AS "Value" FROM service_requests r
             WHERE EXISTS (SELECT FROM waiting_list_offers o WHERE o.request = r.id AND o.state = 'Open' AND (o.answer_by <= {now} OR r.stage <> 'Waiting'))
             ORDER BY r.id LIMIT {BatchMax} FOR UPDATE SKIP LOCKED
             """).ToListAsync(cancellationToken);
        var wanted = ids.Select(id => new ServiceRequestId(id)).ToList();
        var requests = await db.ServiceRequests.Where(r => wanted.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellationToken);
        var offers = await db.TimeOffers.Where(o => wanted.Contains(o.Request) && o.State == OfferState.Open).ToListAsync(cancellationToken);
        foreach (var offer in offers)
        {
            var request = requests[offer.Request];
            if (request.Stage == ReferralStage.Waiting && offer.AnswerBy > now) continue;

            offer.Lapse();
            await db.GiveHoldBackAsync(offer.Hold, cancellationToken);
            if (request.Stage != ReferralStage.Waiting) continue;

            request.NoteOffer(ReferralChangeKind.OfferLapsed, OfferWorker.Itself, now);
            var unanswered = await db.TimeOffers.CountAsync(o => o.Request == request.Id && o.State == OfferState.Lapsed, cancellationToken) + 1;
            if (unanswered % UnansweredMax == 0)
                request.LeaveWaitingList(await db.WaitStandardAsync(request.Priority, cancellationToken), OfferWorker.Itself, now);
            db.RecordAccess(OfferWorker.Itself, Purpose.Administration, "offer.lapse", "referral", $"{request.Id.Value}", request.PersonKey);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ids.Count;
    }
}
