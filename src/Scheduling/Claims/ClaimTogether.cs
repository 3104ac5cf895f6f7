using IntegratedCare.Scheduling.Slots;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Claims;

/// <summary>Claims several resources at once: all, or none.</summary>
/// <remarks>
/// One statement claims them; where a row is missing, it is undone to before it and the next combination is tried. What an attempt locked is given free
/// with it, so no attempt waits with anything in hand but the resources that come before, in the one order. The resources' own locks keep two from
/// clearing each other's expired holds away crosswise.
/// </remarks>
internal static class ClaimTogether
{
    private const int AttemptsMax = 6;
    private const string Savepoint = "claim";

    public static async Task<bool> TryClaimTogetherAsync(
        this SchedulingDb db, Claimant claimant, Slot slot, ServiceRota rota, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            if (await db.ChooseAsync(slot, rota, now, cancellationToken) is not { } resources) return false;
            if (await db.AttemptAsync(() => db.TryClaimTogetherAsync(claimant, resources, slot.Span, now, cancellationToken), cancellationToken))
                return true;
        }

        return false;
    }

    /// <summary>Resources that are free for the slot together as the diary stands; null where there are none.</summary>
    internal static async Task<List<ResourceId>?> ChooseAsync(
        this SchedulingDb db, Slot slot, ServiceRota rota, DateTimeOffset now, CancellationToken cancellationToken) =>
        rota.ResourcesFor(slot, await db.TakenWithinAsync(slot.Line.Team.ResourceIds, [], slot.Span, now, cancellationToken));

    internal static async Task<bool> TryClaimTogetherAsync(
        this SchedulingDb db, Claimant claimant, IReadOnlyCollection<ResourceId> resources, Interval span, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await db.LockResourcesAsync(resources, cancellationToken);
        return await db.TryClaimAsync(claimant, resources, span, now, cancellationToken);
    }

    /// <summary>For who takes several times, or more than one resource: all that may be taken, in the one order and before anything is.</summary>
    internal static async Task LockResourcesAsync(
        this SchedulingDb db, IReadOnlyCollection<ResourceId> resources, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. resources.Select(r => r.Value)];
        await db.Database.ExecuteSqlAsync(
            $"""
             SELECT count(pg_advisory_xact_lock(hashtextextended('resource:' || resource, 0)))
             FROM (SELECT resource FROM unnest({ids}) AS wanted (resource) ORDER BY resource) AS in_order
             """, cancellationToken);
    }

    /// <summary>Does it, and undoes whatever it did where it says false.</summary>
    internal static async Task<bool> AttemptAsync(this SchedulingDb db, Func<Task<bool>> attempt, CancellationToken cancellationToken)
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Time is claimed within a transaction.");
        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        var done = await attempt();
        if (!done) await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
        await transaction.ReleaseSavepointAsync(Savepoint, cancellationToken);
        return done;
    }
}
