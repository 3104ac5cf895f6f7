using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;

namespace IntegratedCare.Scheduling.Claims;

/// <summary>Gives time away and takes it back. The database decides every race.</summary>
/// <remarks>
/// A conflict is asked for with <c>ON CONFLICT DO NOTHING</c>: a plain insert whose error is caught makes requests that race for one slot wait for
/// each other until the server breaks a deadlock. Clocks of replicas may differ a little without harm: taking an expired hold away and confirming
/// it meet at the claim's row, and only one of them finds it.
/// </remarks>
internal static class ClaimBook
{
    /// <summary>Claims the time for a hold; false where somebody has it.</summary>
    public static async Task<bool> TryClaimAsync(
        this SchedulingDb db, Hold hold, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await InsertAsync(db, hold, cancellationToken)) return true;
        return await TakeExpiredAwayAsync(db, hold, now, cancellationToken) && await InsertAsync(db, hold, cancellationToken);
    }

    /// <summary>Passes a hold's time on to the booking; false where the hold lost it by expiring.</summary>
    public static async Task<bool> TryPassOnAsync(
        this SchedulingDb db, HoldId hold, BookingId booking, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"UPDATE resource_claims SET hold = NULL, booking = {booking.Value}, expires_at = NULL WHERE hold = {hold.Value}",
            cancellationToken) == 1;

    /// <summary>Gives a booking's time back.</summary>
    public static Task ReleaseAsync(this SchedulingDb db, BookingId booking, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"DELETE FROM resource_claims WHERE booking = {booking.Value}", cancellationToken);

    /// <summary>The stretches that are given away within a time, by resource. An expired hold gives its time back at once.</summary>
    public static async Task<ILookup<ResourceId, Interval>> ClaimsWithinAsync(
        this SchedulingDb db, IReadOnlyCollection<ResourceId> resources, Interval time, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var within = new NpgsqlRange<DateTime>(time.Start.UtcDateTime, true, time.End.UtcDateTime, false);
        var claims = await db.ResourceClaims.AsNoTracking()
            .Where(c => resources.Contains(c.Resource) && c.During.Overlaps(within))
            .Where(c => c.ExpiresAt == null || c.ExpiresAt > now)
            .Select(c => new { c.Resource, c.During })
            .ToListAsync(cancellationToken);
        return claims.ToLookup(c => c.Resource, c => new Interval(c.During.LowerBound, c.During.UpperBound));
    }

    private static async Task<bool> InsertAsync(SchedulingDb db, Hold hold, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO resource_claims (id, resource, during, hold, expires_at)
             VALUES ({ClaimId.New().Value}, {hold.Member.Resource.Value}, tstzrange({hold.StartsAt}, {hold.EndsAt}),
                     {hold.Id.Value}, {hold.ExpiresAt})
             ON CONFLICT DO NOTHING
             """, cancellationToken) == 1;

    // Locked in one order, so that two who clear the same rows cannot wait for each other.
    private static async Task<bool> TakeExpiredAwayAsync(
        SchedulingDb db, Hold wanted, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
             DELETE FROM resource_claims WHERE id IN (
                 SELECT id FROM resource_claims
                 WHERE resource = {wanted.Member.Resource.Value} AND during && tstzrange({wanted.StartsAt}, {wanted.EndsAt})
                   AND expires_at <= {now}
                 ORDER BY id FOR UPDATE)
             """, cancellationToken) > 0;
}
