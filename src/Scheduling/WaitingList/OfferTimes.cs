using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Time;
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
    private const int AskedAtOnceMax = 20;
    private const int SlotsLookedAt = 10;

    /// <summary>Services for which somebody waits who has not been asked, and which have a free time somewhere.</summary>
    public async Task<IReadOnlyList<Guid>> ServicesAsync(CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<Guid>(
            $"""
             SELECT DISTINCT r.service AS "Value" FROM service_requests r
             JOIN next_slots n ON n.service = r.service AND NOT n.exhausted
             WHERE r.stage = 'Waiting' AND r.closed_at IS NULL
                 AND NOT EXISTS (SELECT FROM waiting_list_offers o WHERE o.request = r.id AND o.state = 'Open')
             LIMIT {ServicesMax}
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
        var made = 0;
        foreach (var request in await NextToAskAsync(id, cancellationToken))
        {
            if (await TryOfferAsync(request, settings, now, cancellationToken)) made++;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return made;
    }

    // Locked one by one in the order of need. Who is being changed right now is asked next time.
    private async Task<IReadOnlyList<ServiceRequest>> NextToAskAsync(ServiceId service, CancellationToken cancellationToken)
    {
        var ids = await db.Database.SqlQuery<Guid>(
            $"""
             SELECT r.id AS "Value" FROM service_requests r
             WHERE r.service = {service.Value} AND r.stage = 'Waiting' AND r.closed_at IS NULL
                 AND NOT EXISTS (SELECT FROM waiting_list_offers o WHERE o.request = r.id AND o.state = 'Open')
             ORDER BY CASE r.priority WHEN 'Urgent' THEN 0 WHEN 'Soon' THEN 1 ELSE 2 END, r.received_at, r.id
             LIMIT {AskedAtOnceMax} FOR UPDATE SKIP LOCKED
             """).ToListAsync(cancellationToken);
        var wanted = ids.Select(id => new ServiceRequestId(id)).ToList();
        return await db.ServiceRequests.Where(r => wanted.Contains(r.Id)).InOrderOfNeed().ToListAsync(cancellationToken);
    }

    private async Task<bool> TryOfferAsync(ServiceRequest request, PlaceSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = now + AnswerWindow.NoticeMin;
        if (request.WaitsFrom is { } date && LondonTime.StartOf(date) > from) from = LondonTime.StartOf(date);
        if (from > settings.LastStart(now)) return false;

        var rota = await rotas.ShareAsync(db, request.Service, cancellationToken);
        var teams = rota.Teams.Where(t => request.WaitsAnywhere || request.NeighbourhoodCode is not { } code || t.Neighbourhoods.Contains(code)).ToList();
        var refused = await db.TimeOffers.Where(o => o.Request == request.Id).Select(o => o.StartsAt).ToListAsync(cancellationToken);
        var free = await db.FreeSlotsAsync(rota, teams, new(from, settings.LastStart(now)), SlotsLookedAt + refused.Count, now, cancellationToken);
        foreach (var slot in free.Where(s => !refused.Contains(s.Time.Start)))
        {
            var hold = Hold.Of(slot, OfferWorker.Itself, AnswerWindow.EndsAt(request.Priority, slot.Time.Start, now));
            db.Holds.Add(hold);
            await db.SaveChangesAsync(cancellationToken);
            if (!await db.TryClaimAsync(hold, slot, rota, now, cancellationToken))
            {
                db.Holds.Remove(hold);
                continue;
            }

            db.TimeOffers.Add(TimeOffer.Of(request, hold, now));
            request.NoteOffer(ReferralChangeKind.TimeOffered, OfferWorker.Itself, now);
            db.RecordAccess(OfferWorker.Itself, Purpose.Administration, "offer.make", "referral", $"{request.Id.Value}", request.PersonKey);
            return true;
        }

        return false;
    }
}
