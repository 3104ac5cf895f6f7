using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Restrictions;

/// <summary>Enters what is heard of one restriction, and lets its service follow.</summary>
internal static class RestrictionBook
{
    /// <remarks>
    /// The service is held: of two restrictions lifted at once, the second to commit sees that none is left. The caller's transaction is the one that
    /// claimed the message.
    /// </remarks>
    public static async Task EnterAsync(
        DirectoryDb db, RestrictionId id, ServiceId serviceId, Action<Restriction> enter, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await db.HoldAsync(RecordLock.Of(serviceId), cancellationToken);
        var restrictions = await db.Restrictions.Where(r => r.ServiceId == serviceId).ToListAsync(cancellationToken);
        var restriction = restrictions.Find(r => r.Id == id);
        if (restriction is null)
        {
            restriction = Restriction.Of(id, serviceId);
            restrictions.Add(restriction);
            db.Restrictions.Add(restriction);
        }

        enter(restriction);
        var service = await db.CareServices.WithLinks().Include(s => s.Provider)
            .SingleOrDefaultAsync(s => s.Id == serviceId, cancellationToken);
        if (service is not null) Follow(db, service, restrictions.Exists(r => r.Stands), now);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static void Follow(DirectoryDb db, CareService service, bool anyStands, DateTimeOffset now)
    {
        var before = ServiceRecord.Of(service);
        if (!service.FollowRestrictions(anyStands, now)) return;

        var kind = anyStands ? ServiceChangeKind.Restricted : ServiceChangeKind.Lifted;
        db.ServiceChanges.Add(ServiceChange.Of(kind, service, before, Author.Quality, now));
        db.Publish(service.Changed(service.NameOfProvider, now));
        db.Publish(service.StatusChanged(now));
    }
}
