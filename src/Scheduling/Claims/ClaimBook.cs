using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Rounds;
using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Scheduling.Claims;

/// <summary>Gives time away and takes it back. The database decides every race.</summary>
/// <remarks>
/// A conflict is asked for with <c>ON CONFLICT DO NOTHING</c>: a plain insert whose error is caught makes requests that race for one slot wait for
/// each other until the server breaks a deadlock. Clocks of replicas may differ a little without harm: taking an expired hold away and confirming
/// it meet at the claim's row, and only one of them finds it.
/// </remarks>
internal static class ClaimBook
{
    /// <summary>Passes the time of the hold ($1) on to the booking ($2), and says which claims those are.</summary>
    /// <remarks>
    /// Whoever takes an expired hold's claims away locks them in the same order. The booking may be saved later in the transaction:
    /// the constraint that there is one is checked when it commits.
    /// </remarks>
    public const string PassOn =
        """
        UPDATE resource_claims SET hold = NULL, booking = $2, expires_at = NULL
        WHERE id IN (SELECT id FROM resource_claims WHERE hold = $1 ORDER BY id FOR UPDATE) RETURNING id
        """;

    /// <summary>The first half of <see cref="KeepOfOne"/>, to which a condition may be added. The claim comes first: where it is not to be had, there is no hold either.</summary>
    public const string ClaimForHold =
        """
        WITH claimed AS (
            INSERT INTO resource_claims (id, resource, during, hold, expires_at) SELECT $11, $12, tstzrange($13, $14), $1, $10
        """;

    public const string KeepClaimed =
        """
         ON CONFLICT DO NOTHING RETURNING hold)
        INSERT INTO holds (id, holder_subject, team, member, service, site, delivery, starts_at, ends_at, expires_at, claim_count)
        SELECT hold, $2, $3, $4, $5, $6::uuid, $7, $8, $9, $10, 1 FROM claimed
        RETURNING set_config('synchronous_commit', coalesce($15::text, current_setting('synchronous_commit')), true)
        """;

    private const string KeepHoldOfOne = ClaimForHold + KeepClaimed;

    /// <summary>Keeps the hold with all the resources that its slot takes; false where they are not free together, and then the transaction must end.</summary>
    public static async Task<bool> TryKeepAsync(
        this SchedulingDb db, Hold hold, Slot slot, ServiceRota rota, HoldLasts lasts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (slot.Appointment.IsGroup || !slot.Appointment.TakesOneResource)
        {
            db.Holds.Add(hold);
            await db.SaveChangesAsync(cancellationToken);
            return await db.TryClaimAsync(hold, slot, rota, now, cancellationToken);
        }

        return await db.TryKeepOfOneAsync(hold, slot, lasts, cancellationToken)
            || (await db.TakeExpiredAwayAsync([slot.Member.Resource], slot.Span, now, cancellationToken)
                && await db.TryKeepOfOneAsync(hold, slot, lasts, cancellationToken));
    }

    /// <summary>Keeps a hold of one member, both rows in one statement; the values of its own that a condition has come from $16 on.</summary>
    public static NpgsqlBatchCommand KeepOfOne(
        Hold hold, Slot slot, HoldLasts lasts, string statement = KeepHoldOfOne, params ReadOnlySpan<object> values) =>
        RoundTrip.Statement(
            statement,
            [
                hold.Id.Value, hold.HolderSubject, hold.Team.Value, hold.Member.Value, hold.Service.Value, hold.Site?.Value, hold.Delivery.ToString(),
                hold.StartsAt, hold.EndsAt, hold.ExpiresAt, ClaimId.New().Value, slot.Member.Resource.Value, slot.Span.Start, slot.Span.End,
                lasts == HoldLasts.Briefly ? "off" : null, .. values,
            ]);

    private static async Task<bool> TryKeepOfOneAsync(
        this SchedulingDb db, Hold hold, Slot slot, HoldLasts lasts, CancellationToken cancellationToken)
    {
        var keep = KeepOfOne(hold, slot, lasts);
        await using var batch = db.Batch(keep);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return keep.RecordsAffected == 1;
    }

    /// <summary>Claims all the resources that the slot takes for a hold; false where they are not free together.</summary>
    public static async Task<bool> TryClaimAsync(
        this SchedulingDb db, Hold hold, Slot slot, ServiceRota rota, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (slot.Appointment.IsGroup) return await db.TryTakePlaceAsync(hold, slot, rota, now, cancellationToken);
        var claimant = new Claimant(hold.Id.Value, Session: null, hold.ExpiresAt);
        return slot.Appointment.TakesOneResource
            ? await db.TryClaimAsync(claimant, [slot.Member.Resource], slot.Span, now, cancellationToken)
            : await db.TryClaimTogetherAsync(claimant, slot, rota, now, cancellationToken);
    }

    /// <summary>Claims a carer's time for a round that is published; false where somebody has it.</summary>
    public static Task<bool> TryClaimAsync(
        this SchedulingDb db, RoundId round, ResourceId carer, Interval span, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.TryClaimAsync(new Claimant(Hold: null, Session: null, ExpiresAt: null, round.Value), [carer], span, now, cancellationToken);

    /// <summary>Gives a round's time back.</summary>
    public static Task ReleaseAsync(this SchedulingDb db, RoundId round, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"DELETE FROM resource_claims WHERE round = {round.Value}", cancellationToken);

    /// <summary>Gives a booking's time back: its claims but for those to keep, or its place in a session.</summary>
    public static async Task ReleaseAsync(
        this SchedulingDb db, BookingId booking, CancellationToken cancellationToken, IReadOnlyList<Guid>? keep = null)
    {
        Guid[] kept = [.. keep ?? []];
        if (await db.Database.ExecuteSqlAsync($"DELETE FROM resource_claims WHERE booking = {booking.Value} AND id <> ALL({kept})", cancellationToken) == 0)
            await db.ReleasePlaceAsync(booking, cancellationToken);
    }

    /// <summary>Gives an unused hold's time back before it expires.</summary>
    public static async Task GiveHoldBackAsync(this SchedulingDb db, HoldId hold, CancellationToken cancellationToken)
    {
        if (await db.Database.ExecuteSqlAsync(
                $"DELETE FROM resource_claims WHERE id IN (SELECT id FROM resource_claims WHERE hold = {hold.Value} ORDER BY id FOR UPDATE)",
                cancellationToken) == 0)
            await db.ReleaseHeldPlaceAsync(hold, cancellationToken);
    }

    /// <summary>Ends the holds that have any of the resource's time, those of places in a session included: it is not to be had any more.</summary>
    public static async Task EndHoldsAsync(this SchedulingDb db, ResourceId resource, Interval time, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM resource_claims WHERE id IN (
                 SELECT id FROM resource_claims WHERE hold IN (
                     SELECT hold FROM resource_claims WHERE resource = {resource.Value} AND during && tstzrange({time.Start}, {time.End}))
                 ORDER BY id FOR UPDATE)
               AND hold IS NOT NULL
             """, cancellationToken);
        await db.EndPlaceHoldsAsync(resource, time, cancellationToken);
    }

    /// <summary>Claims the resources, all or nothing kept of them by the statement itself where there is one; false where somebody has any.</summary>
    internal static async Task<bool> TryClaimAsync(
        this SchedulingDb db, Claimant claimant, IReadOnlyCollection<ResourceId> resources, Interval span, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (await db.InsertAsync(claimant, resources, span, cancellationToken) == resources.Count) return true;
        return await db.TakeExpiredAwayAsync(resources, span, now, cancellationToken)
            && await db.InsertAsync(claimant, resources, span, cancellationToken) == resources.Count;
    }

    // In the order of the resources, always: who waits for one has none that the other waits for.
    private static async Task<int> InsertAsync(
        this SchedulingDb db, Claimant claimant, IReadOnlyCollection<ResourceId> resources, Interval span, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. resources.Select(_ => ClaimId.New().Value)], wanted = [.. resources.Select(r => r.Value)];
        return await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO resource_claims (id, resource, during, hold, session, round, booking, overbooked, expires_at)
             SELECT id, resource, tstzrange({span.Start}, {span.End}), {claimant.Hold}::uuid, {claimant.Session}::uuid,
                 {claimant.Round}::uuid, {claimant.Booking}::uuid, {claimant.OnTop}, {claimant.ExpiresAt}::timestamptz
             FROM unnest({ids}, {wanted}) AS claims (id, resource) ORDER BY resource
             ON CONFLICT DO NOTHING
             """, cancellationToken);
    }

    // Locked in one order, so that two who clear the same rows cannot wait for each other.
    private static async Task<bool> TakeExpiredAwayAsync(
        this SchedulingDb db, IReadOnlyCollection<ResourceId> resources, Interval span, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Guid[] wanted = [.. resources.Select(r => r.Value)];
        var holds = await db.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM resource_claims WHERE id IN (
                 SELECT id FROM resource_claims
                 WHERE resource = ANY({wanted}) AND during && tstzrange({span.Start}, {span.End}) AND hold IS NOT NULL AND expires_at <= {now}
                 ORDER BY id FOR UPDATE)
             """, cancellationToken);
        var sessions = await db.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM group_sessions WHERE id IN (
                 SELECT s.id FROM group_sessions s
                 WHERE s.expires_at <= {now} AND EXISTS (
                     SELECT FROM resource_claims c
                     WHERE c.session = s.id AND c.resource = ANY({wanted}) AND c.during && tstzrange({span.Start}, {span.End}))
                 ORDER BY s.id FOR UPDATE)
             """, cancellationToken);
        return holds + sessions > 0;
    }
}

/// <summary>For whom time is claimed: a hold, a group session for those who hold its places, or a round or booking, which do not expire; the others are null.</summary>
internal sealed record Claimant(
    Guid? Hold, Guid? Session, DateTimeOffset? ExpiresAt, Guid? Round = null, Guid? Booking = null, bool OnTop = false)
{
    public static Claimant Of(BookingId booking, bool onTop = false) => new(Hold: null, Session: null, ExpiresAt: null, Booking: booking.Value, OnTop: onTop);
}
