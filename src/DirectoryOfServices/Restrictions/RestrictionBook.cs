using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Restrictions;

/// <summary>Enters what is heard of one restriction, and lets its service follow, and the entry that speaks for it.</summary>
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
        var speaker = await HoldAsync(db, serviceId, cancellationToken);
        var restrictions = await db.RestrictionsOver(speaker).ToListAsync(cancellationToken);
        var restriction = restrictions.Find(r => r.Id == id);
        if (restriction is null)
        {
            restriction = Restriction.Of(id, serviceId);
            restrictions.Add(restriction);
            db.Restrictions.Add(restriction);
        }

        var services = await db.CareServices.WithLinks().Include(s => s.Provider)
            .Where(s => s.Id == serviceId || s.Id == speaker).ToListAsync(cancellationToken);
        int StrictestOver(CareService service) => Strictest(restrictions.Where(r => r.ServiceId == service.Id || service.Id == speaker));
        var before = services.Select(StrictestOver).ToList();
        enter(restriction);
        foreach (var (service, former) in services.Zip(before)) Follow(db, service, former, StrictestOver(service), now);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The restrictions of an entry and of those that were merged into it: where care stopped, another name does not open it.</summary>
    public static IQueryable<Restriction> RestrictionsOver(this DirectoryDb db, ServiceId id) =>
        db.Restrictions.Where(r => r.ServiceId == id || db.CareServices.Any(s => s.Id == r.ServiceId && s.MergedInto == id));

    /// <summary>0 where none of them stands.</summary>
    public static int Strictest(IEnumerable<Restriction> restrictions) => restrictions.Select(r => r.Strictness).DefaultIfEmpty(0).Max();

    // Who merges holds both. Where a merge came between reading and holding, the other is held too; should that meet the merge's undoing, the
    // database ends one of them, and the message comes again.
    private static async Task<ServiceId> HoldAsync(DirectoryDb db, ServiceId id, CancellationToken cancellationToken)
    {
        var read = await SpeakerAsync(db, id, cancellationToken);
        await db.HoldAsync([RecordLock.Of(id), RecordLock.Of(read)], cancellationToken);
        var speaker = await SpeakerAsync(db, id, cancellationToken);
        if (speaker != read) await db.HoldAsync(RecordLock.Of(speaker), cancellationToken);
        return speaker;
    }

    private static async Task<ServiceId> SpeakerAsync(DirectoryDb db, ServiceId id, CancellationToken cancellationToken) =>
        await db.CareServices.Where(s => s.Id == id).Select(s => s.MergedInto).SingleOrDefaultAsync(cancellationToken) ?? id;

    private static void Follow(DirectoryDb db, CareService service, int former, int strictest, DateTimeOffset now)
    {
        var before = ServiceRecord.Of(service);
        if (!service.FollowRestrictions(strictest > 0, former != strictest, now)) return;

        var kind = strictest > 0 ? ServiceChangeKind.Restricted : ServiceChangeKind.Lifted;
        db.ServiceChanges.Add(ServiceChange.Of(kind, service, before, Author.Quality, now));
        db.Publish(service.Changed(service.NameOfProvider, now));
        if (service.PublicStatus != before.Status) db.Publish(service.StatusChanged(now));
    }
}
