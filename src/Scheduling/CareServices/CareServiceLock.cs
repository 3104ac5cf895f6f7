using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.CareServices;

/// <summary>Who may read or change a service while others book it.</summary>
/// <remarks>
/// Bookings share the service among themselves until they commit; who changes it has it alone, in turn. So a booking commits before a restriction,
/// and is then found by it, or sees it and is refused. An advisory lock, because it queues fairly and writes nothing: with a row lock, bookings that
/// keep coming could hold a restriction up for ever, and each would write to the one busy row.
/// Locks are always taken in one order, so that nobody waits in a circle: booking, hold, service, claim.
/// </remarks>
internal static class CareServiceLock
{
    /// <summary>For a booking, in a query that has the service's id as <c>service</c>: shares it until the transaction ends.</summary>
    public const string Share = "pg_advisory_xact_lock_shared(hashtextextended('service:' || service, 0))";

    /// <summary>For a booking: the service as it stands, and stays until this transaction ends. Null: never heard of.</summary>
    public static async Task<CareService?> ShareServiceAsync(
        this SchedulingDb db, ServiceId id, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock_shared(hashtextextended({Name(id)}, 0))", cancellationToken);
        return await db.CareServices.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
    }

    /// <summary>For a change: the service alone, once bookings under way have ended. New where nothing was heard of it yet.</summary>
    public static async Task<CareService> HaveServiceAloneAsync(
        this SchedulingDb db, ServiceId id, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"SELECT pg_advisory_xact_lock(hashtextextended({Name(id)}, 0))", cancellationToken);
        return await db.CareServices.SingleOrDefaultAsync(s => s.Id == id, cancellationToken)
            ?? db.CareServices.Add(new() { Id = id }).Entity;
    }

    private static string Name(ServiceId id) => "service:" + id.Value;
}
