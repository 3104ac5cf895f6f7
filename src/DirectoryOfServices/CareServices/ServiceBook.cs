using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.DirectoryOfServices.Taxonomies;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>The one way by which an entry comes to read as somebody sent it: with its history, and the world told.</summary>
internal static class ServiceBook
{
    /// <summary>Holds the service and shares what its record would refer to, in the order that all writers follow.</summary>
    public static async Task LockEntryAsync(
        this DirectoryDb db, ServiceId id, PutServiceRequest asked, CancellationToken cancellationToken)
    {
        await db.ShareAsync(RecordLock.Place, cancellationToken);
        await db.ShareAsync(RecordLock.Taxonomies, cancellationToken);
        var organisations = asked.PracticeIds.Append(asked.ProviderId).Select(o => RecordLock.Of(new OrganisationId(o)));
        await db.ShareAsync(organisations, cancellationToken);
        await db.ShareAsync(asked.SiteIds.Select(s => RecordLock.Of(new SiteId(s))), cancellationToken);
        await db.HoldAsync(RecordLock.Of(id), cancellationToken);
    }

    /// <summary>Enters the record as asked over the one that stands; the caller holds the entry, and saves.</summary>
    public static async Task<(CareService Service, UpsertOutcome Outcome)> EnterAsync(
        this DirectoryDb db, ServiceId id, CareService? standing, PutServiceRequest asked, Author author, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var provider = await db.CheckReferencesAsync(asked, cancellationToken);
        if (standing is null)
        {
            var restricted = await db.Restrictions.AnyAsync(
                r => r.ServiceId == id && r.ImposedAt != null && r.LiftedAt == null, cancellationToken);
            var service = CareService.Of(id, asked, restricted, now);
            db.CareServices.Add(service);
            db.ServiceChanges.Add(ServiceChange.Of(ServiceChangeKind.Published, service, null, author, now));
            db.Publish(service.Published(provider.Name, now));
            return (service, UpsertOutcome.Added);
        }

        var before = ServiceRecord.Of(standing);
        if (!standing.Amend(asked, now)) return (standing, UpsertOutcome.Unchanged);

        db.ServiceChanges.Add(ServiceChange.Of(ServiceChangeKind.Edited, standing, before, author, now));
        db.Publish(standing.Changed(provider.Name, now));
        if (standing.PublicStatus != before.Status) db.Publish(standing.StatusChanged(now));
        return (standing, UpsertOutcome.Changed);
    }

    /// <summary>Refuses a record that refers to what the directory does not hold; its provider.</summary>
    public static async Task<Organisation> CheckReferencesAsync(
        this DirectoryDb db, PutServiceRequest asked, CancellationToken cancellationToken)
    {
        var provider = await db.Organisations.FindAsync([new OrganisationId(asked.ProviderId)], cancellationToken)
            ?? throw new DomainException(ServiceErrors.ProviderUnknown);

        var named = asked.SiteIds.Distinct().Select(SiteId.From).ToArray();
        var known = await db.Sites.Where(s => named.Contains(s.Id)).Select(s => s.Id).ToListAsync(cancellationToken);
        if (known.Count < named.Length)
            throw new DomainException(ServiceErrors.SiteUnknown, $"Site {named.Except(known).First().Value}.");

        var practices = asked.PracticeIds.Distinct().Select(OrganisationId.From).ToArray();
        if (await db.Organisations.CountAsync(
            o => practices.Contains(o.Id) && o.Kind == OrganisationKind.GeneralPractice, cancellationToken) < practices.Length)
            throw new DomainException(ServiceErrors.PracticeUnknown);
        var terms = asked.TermIds.Distinct().Select(TermId.From).ToArray();
        if (await db.TaxonomyTerms.CountAsync(t => terms.Contains(t.Id), cancellationToken) < terms.Length)
            throw new DomainException(ServiceErrors.TermUnknown);

        await db.RequireNeighbourhoodsAsync(asked.NeighbourhoodCodes, cancellationToken);
        return provider;
    }
}
