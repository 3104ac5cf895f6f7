using IntegratedCare.Kernel.Audit;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Referrals;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.WaitingList;

/// <summary>Keeps the free times of a service for those who wait for it: by clinical priority, then by how long they have waited.</summary>
/// <remarks>
/// A service is worked by one replica at a time, so that nobody is passed over by who comes second on another. A time that somebody takes meanwhile is
/// theirs: the claim decides, as always, and the person is offered the next.
/// </remarks>
internal sealed class OfferTimes(SchedulingDb db, RotaBook rotas, TimeProvider time)
{
    private const int ServicesMax = 200;
    private const int OffersMax = 20;
    private const int WaitingMax = 5_000;
    private const int SearchesMax = 500;

    /// <summary>Services for which somebody waits who has not been asked, and which have a free time somewhere.</summary>
    /// <remarks>In no order: where there are more than can be looked at in one go, none comes last for ever.</remarks>
    public async Task<IReadOnlyList<Guid>> ServicesAsync(CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<Guid>(
            $"""
             SELECT r.service AS "Value" FROM service_requests r
             JOIN next_slots n ON n.service = r.service AND NOT n.exhausted
             WHERE r.stage = 'Waiting' AND r.closed_at IS NULL
                 AND NOT EXISTS (SELECT FROM waiting_list_offers o WHERE o.request = r.id AND o.state = 'Open')
             GROUP BY r.service ORDER BY random() LIMIT {ServicesMax}
             """).ToListAsync(cancellationToken);

    /// <summary>Offers what is free of one service; how many offers were made.</summary>
    public async Task<int> OfServiceAsync(ServiceId id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var lease = $"waiting-list:{id.Value}";
        var isAlone = await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock(hashtextextended({lease}, 0)) AS \"Value\"")
            .ToListAsync(cancellationToken);
        var service = await db.CareServices.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        if (!isAlone[0] || service is not { TakesBookings: true }) return 0;

        var now = time.GetUtcNow();
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
        var rota = await rotas.ShareAsync(db, id, cancellationToken);     // before the referrals, as always

        // Several times are taken in one go. No referral is waited for from here on, so that these may be locked before any.
        await db.LockResourcesAsync([.. rota.Teams.SelectMany(t => t.ResourceIds).Distinct()], cancellationToken);
        var free = new FreeForWaiting(db, rota, settings.LastStart(now), now);
        var made = 0;
        foreach (var waiting in await InOrderOfNeedAsync(id, cancellationToken))
        {
            if (made == OffersMax || free.Searches >= SearchesMax) break;
            if (free.IsNone(waiting)) continue;
            if (await LockAsync(waiting, cancellationToken) is { } request && await TryOfferAsync(request, waiting, free, cancellationToken)) made++;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return made;
    }

    // All who wait, not only the first: those for whom nothing is free must not stand before those for whom something is.
    private async Task<IReadOnlyList<WaitingOne>> InOrderOfNeedAsync(ServiceId service, CancellationToken cancellationToken) =>
        await db.ServiceRequests.AsNoTracking()
            .Where(r => r.Service == service && r.Stage == ReferralStage.Waiting && r.ClosedAt == null
                && !db.TimeOffers.Any(o => o.Request == r.Id && o.State == OfferState.Open))
            .InOrderOfNeed().Take(WaitingMax)
            .Select(r => new WaitingOne(r.Id, r.WaitsAnywhere ? null : r.NeighbourhoodCode, r.WaitsFrom))
            .ToListAsync(cancellationToken);

    // Who is being changed right now is asked next time; who was changed before the lock may wait no more, or otherwise.
    private async Task<ServiceRequest?> LockAsync(WaitingOne waiting, CancellationToken cancellationToken)
    {
        var locked = await db.Database.SqlQuery<Guid>(
            $"""
             SELECT r.id AS "Value" FROM service_requests r
             WHERE r.id = {waiting.Request.Value} AND r.stage = 'Waiting' AND r.closed_at IS NULL FOR UPDATE SKIP LOCKED
             """).ToListAsync(cancellationToken);
        if (locked.Count == 0) return null;
        var request = await db.ServiceRequests.SingleAsync(r => r.Id == waiting.Request, cancellationToken);
        return request.WaitsFrom == waiting.From && (request.WaitsAnywhere ? null : request.NeighbourhoodCode) == waiting.Neighbourhood
            && !await db.TimeOffers.AnyAsync(o => o.Request == request.Id && o.State == OfferState.Open, cancellationToken)
            ? request
            : null;
    }

    private async Task<bool> TryOfferAsync(ServiceRequest request, WaitingOne waiting, FreeForWaiting free, CancellationToken cancellationToken)
    {
        var refused = await db.TimeOffers.Where(o => o.Request == request.Id).Select(o => o.StartsAt).ToListAsync(cancellationToken);
        foreach (var slot in (await free.ForAsync(waiting, refused.Count, cancellationToken)).Where(s => !refused.Contains(s.Time.Start)))
        {
            var hold = Hold.Of(slot, OfferWorker.Itself, AnswerWindow.EndsAt(request.Priority, slot.Time.Start, free.Now));
            db.Holds.Add(hold);
            await db.SaveChangesAsync(cancellationToken);
            if (!await db.TryClaimAsync(hold, slot, free.Rota, free.Now, cancellationToken))
            {
                db.Holds.Remove(hold);
                continue;
            }

            free.HaveChanged();
            db.TimeOffers.Add(TimeOffer.Of(request, hold, free.Now));
            request.NoteOffer(ReferralChangeKind.TimeOffered, OfferWorker.Itself, free.Now);
            db.RecordAccess(OfferWorker.Itself, Purpose.Administration, "offer.make", "referral", $"{request.Id.Value}", request.PersonKey);
            return true;
        }

        return false;
    }
}
