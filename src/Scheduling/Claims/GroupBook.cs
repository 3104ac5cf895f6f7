using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Claims;

/// <summary>Gives places in group sessions away and takes them back. Whoever touches a place has its session's row locked first.</summary>
internal static class GroupBook
{
    private const int AttemptsMax = 6;

    /// <summary>Takes a place for a hold, in the session that stands or in one that begins with it; false where none is free.</summary>
    public static async Task<bool> TryTakePlaceAsync(
        this SchedulingDb db, Hold hold, Slot slot, ServiceRota rota, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (await db.LockSessionAtAsync(slot, cancellationToken) is { } standing)
                return await db.TryTakePlaceAsync(standing, hold, now, cancellationToken);

            if (await db.ChooseAsync(slot, rota, now, cancellationToken) is not { } resources)
            {
                // Somebody may have opened the session a moment ago: then its claims are what stands in the way.
                if (await db.LockSessionAtAsync(slot, cancellationToken) is { } opened)
                    return await db.TryTakePlaceAsync(opened, hold, now, cancellationToken);
                return false;
            }

            if (await db.AttemptAsync(() => db.TryOpenAsync(hold, slot, resources, now, cancellationToken), cancellationToken)) return true;
        }

        return false;
    }

    public static async Task<bool> TryPassPlaceOnAsync(this SchedulingDb db, HoldId hold, BookingId booking, CancellationToken cancellationToken)
    {
        if (await db.LockSessionAsync("hold", hold.Value, cancellationToken) is not { } session) return false;
        var passed = await db.Database.ExecuteSqlAsync(
            $"UPDATE group_places SET hold = NULL, booking = {booking.Value}, expires_at = NULL WHERE hold = {hold.Value}", cancellationToken);
        await db.SettleAsync(session, cancellationToken);
        return passed == 1;
    }

    public static async Task ReleasePlaceAsync(this SchedulingDb db, BookingId booking, CancellationToken cancellationToken)
    {
        if (await db.LockSessionAsync("booking", booking.Value, cancellationToken) is not { } session) return;
        await db.Database.ExecuteSqlAsync($"DELETE FROM group_places WHERE booking = {booking.Value}", cancellationToken);
        await db.SettleAsync(session, cancellationToken);
    }

    public static async Task ReleaseHeldPlaceAsync(this SchedulingDb db, HoldId hold, CancellationToken cancellationToken)
    {
        if (await db.LockSessionAsync("hold", hold.Value, cancellationToken) is not { } session) return;
        await db.Database.ExecuteSqlAsync($"DELETE FROM group_places WHERE hold = {hold.Value}", cancellationToken);
        await db.SettleAsync(session, cancellationToken);
    }

    /// <summary>For who moves from one session to another: both, in one order, so that two who change places do not wait for each other.</summary>
    public static Task LockSessionsAsync(this SchedulingDb db, BookingId booking, HoldId hold, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
             SELECT FROM group_sessions
             WHERE id IN (SELECT session FROM group_places WHERE booking = {booking.Value} OR hold = {hold.Value}) ORDER BY id FOR UPDATE
             """, cancellationToken);

    /// <summary>The same for who is about to hold a place in the other session, where one stands already, and moves to it in one transaction.</summary>
    public static Task LockSessionsAsync(this SchedulingDb db, BookingId booking, SlotId slot, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
             SELECT FROM group_sessions
             WHERE id IN (SELECT session FROM group_places WHERE booking = {booking.Value})
                OR (team = {slot.Team.Value} AND member = {slot.Member.Value} AND service = {slot.Service.Value} AND starts_at = {slot.Start})
             ORDER BY id FOR UPDATE
             """, cancellationToken);

    /// <summary>For who takes several holds at once: the sessions of all of them, in the one order.</summary>
    public static async Task LockSessionsAsync(this SchedulingDb db, IReadOnlyCollection<HoldId> holds, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. holds.Select(h => h.Value)];
        await db.Database.ExecuteSqlAsync(
            $"SELECT FROM group_sessions WHERE id IN (SELECT session FROM group_places WHERE hold = ANY({ids})) ORDER BY id FOR UPDATE", cancellationToken);
    }

    /// <summary>Ends the holds of places in sessions that have any of the resource's time.</summary>
    public static async Task EndPlaceHoldsAsync(this SchedulingDb db, ResourceId resource, Interval time, CancellationToken cancellationToken)
    {
        var sessions = await db.Database.SqlQuery<Guid>(
            $"""
             SELECT id AS "Value" FROM group_sessions WHERE id IN (
                 SELECT session FROM resource_claims WHERE resource = {resource.Value} AND during && tstzrange({time.Start}, {time.End}))
             ORDER BY id FOR UPDATE
             """).ToListAsync(cancellationToken);
        foreach (var session in sessions)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM group_places WHERE session = {session} AND hold IS NOT NULL", cancellationToken);
            await db.SettleAsync(session, cancellationToken);
        }
    }

    /// <summary>Gives expired places back, and with the last of a session its time; how many.</summary>
    public static async Task<int> SweepPlacesAsync(this SchedulingDb db, DateTimeOffset now, int batchMax, CancellationToken cancellationToken)
    {
        var over = await db.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM group_sessions WHERE id IN (
                 SELECT id FROM group_sessions WHERE expires_at <= {now} ORDER BY expires_at LIMIT {batchMax} FOR UPDATE SKIP LOCKED)
             """, cancellationToken);
        return over + await db.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM group_places p USING (
                 SELECT s.id FROM group_sessions s
                 WHERE EXISTS (SELECT FROM group_places e WHERE e.session = s.id AND e.expires_at <= {now})
                 ORDER BY s.id LIMIT {batchMax} FOR UPDATE SKIP LOCKED) AS locked
             WHERE p.session = locked.id AND p.expires_at <= {now}
             """, cancellationToken);
    }

    private static async Task<bool> TryOpenAsync(
        this SchedulingDb db, Hold hold, Slot slot, List<ResourceId> resources, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Before the session, as who holds several has locked them: else the two would wait for each other.
        await db.LockResourcesAsync(resources, cancellationToken);
        var id = GroupSessionId.New().Value;
        var opened = await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO group_sessions (id, team, service, member, starts_at, places, expires_at)
             VALUES ({id}, {slot.Team.Value}, {slot.Service.Value}, {slot.Member.Value}, {slot.Time.Start}, {slot.Appointment.Places}, {hold.ExpiresAt})
             ON CONFLICT DO NOTHING
             """, cancellationToken);
        return opened == 1
            && await db.TryClaimTogetherAsync(new(Hold: null, id, hold.ExpiresAt), resources, slot.Span, now, cancellationToken)
            && await db.TryTakePlaceAsync(id, hold, now, cancellationToken);
    }

    private static async Task<bool> TryTakePlaceAsync(
        this SchedulingDb db, Guid session, Hold hold, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"DELETE FROM group_places WHERE session = {session} AND expires_at <= {now}", cancellationToken);
        var taken = await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO group_places (session, place, places, hold, expires_at)
             SELECT s.id, free.place, s.places, {hold.Id.Value}, {hold.ExpiresAt}
             FROM group_sessions s, generate_series(1, s.places) AS free (place)
             WHERE s.id = {session} AND NOT EXISTS (SELECT FROM group_places p WHERE p.session = s.id AND p.place = free.place)
               AND NOT EXISTS (SELECT FROM resource_claims c JOIN absences a USING (resource)
                               WHERE c.session = s.id AND a.cancelled_at IS NULL AND c.during && tstzrange(a.starts_at, a.ends_at))
             ORDER BY free.place LIMIT 1
             ON CONFLICT DO NOTHING
             """, cancellationToken);
        await db.SettleAsync(session, cancellationToken);
        return taken == 1;
    }

    // The session, with its row locked, that has the place; null where there is none any more.
    private static async Task<Guid?> LockSessionAsync(this SchedulingDb db, string claimant, Guid id, CancellationToken cancellationToken)
    {
        var found = claimant == "hold"
            ? db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM group_sessions WHERE id IN (SELECT session FROM group_places WHERE hold = {id}) FOR UPDATE")
            : db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM group_sessions WHERE id IN (SELECT session FROM group_places WHERE booking = {id}) FOR UPDATE");
        var sessions = await found.ToListAsync(cancellationToken);
        return sessions.Count == 0 ? null : sessions[0];
    }

    private static async Task<Guid?> LockSessionAtAsync(this SchedulingDb db, Slot slot, CancellationToken cancellationToken)
    {
        var sessions = await db.Database.SqlQuery<Guid>(
            $"""
             SELECT id AS "Value" FROM group_sessions
             WHERE service = {slot.Service.Value} AND team = {slot.Team.Value} AND starts_at = {slot.Time.Start} AND member = {slot.Member.Value}
             FOR UPDATE
             """).ToListAsync(cancellationToken);
        return sessions.Count == 0 ? null : sessions[0];
    }

    // A session ends with its last place, and its claims expire with its last hold unless somebody is booked.
    private static async Task SettleAsync(this SchedulingDb db, Guid session, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM group_sessions WHERE id = {session} AND NOT EXISTS (SELECT FROM group_places WHERE session = {session})
             """, cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
             WITH ends AS (
                 SELECT CASE WHEN bool_or(booking IS NOT NULL) THEN NULL ELSE max(expires_at) END AS at FROM group_places WHERE session = {session}),
             claims AS (
                 UPDATE resource_claims c SET expires_at = ends.at FROM ends WHERE c.session = {session} AND c.expires_at IS DISTINCT FROM ends.at)
             UPDATE group_sessions s SET expires_at = ends.at FROM ends WHERE s.id = {session} AND s.expires_at IS DISTINCT FROM ends.at
             """, cancellationToken);
    }
}
