using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.CareServices;

/// <summary>Who may read or change a service's row while others book it.</summary>
/// <remarks>
/// Bookings share the row among themselves and keep it until they commit; who changes it waits for them and holds later ones up. So a booking
/// commits before a restriction, and is then found by it, or sees it and is refused.
/// </remarks>
internal static class CareServiceLock
{
    /// <summary>For a booking: the service as it stands, and stays until this transaction ends. Null: never heard of.</summary>
    public static Task<CareService?> ShareServiceAsync(
        this SchedulingDb db, ServiceId id, CancellationToken cancellationToken) =>
        db.CareServices.FromSql($"SELECT * FROM care_services WHERE id = {id.Value} FOR KEY SHARE")
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);

    /// <summary>For a change: the service alone, once bookings under way have ended. Makes the row where nothing was heard yet.</summary>
    public static async Task<CareService> HaveServiceAloneAsync(
        this SchedulingDb db, ServiceId id, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO care_services (id, bookable, is_open, is_restricted, facts_version, status_version)
             VALUES ({id.Value}, false, false, false, 0, 0) ON CONFLICT DO NOTHING
             """, cancellationToken);
        return await db.CareServices.FromSql($"SELECT * FROM care_services WHERE id = {id.Value} FOR UPDATE")
            .SingleAsync(cancellationToken);
    }
}
