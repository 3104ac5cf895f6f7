using System.Text.Json;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Exports;
using IntegratedCare.DirectoryOfServices.History;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.DirectoryOfServices.Sites;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Writes a source's organisations and sites. The caller holds all of them.</summary>
internal static class SourceRecordWriting
{
    private const int AtOnceMax = 1_000;

    /// <summary>Drops those that nothing needs: neither a service that comes in nor, of organisations, a site that does.</summary>
    /// <param name="db">The directory.</param>
    /// <param name="id">The import.</param>
    /// <param name="needed">What the rows that are not left out refer to.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static Task DropUnneededAsync(DirectoryDb db, ImportId id, IReadOnlySet<Guid> needed, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. needed];
        return db.Database.ExecuteSqlAsync(
            $"""
             delete from import_records r where r.import_id = {id.Value} and r.noun = {ExternalId.Site} and r.record_id <> all({ids});
             delete from import_records r where r.import_id = {id.Value} and r.noun = {ExternalId.Organisation} and r.record_id <> all({ids})
               and not exists (select 1 from import_records s where s.import_id = r.import_id and s.noun = {ExternalId.Site}
                 and (s.request ->> 'organisationId')::uuid = r.record_id)
             """, cancellationToken);
    }

    /// <summary>How many would be written now. Nothing is.</summary>
    public static async Task<SourceCounts> CountAsync(DirectoryDb db, Import import, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await TrackAsync(db, import, now, cancellationToken);
        }
        finally
        {
            foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.Entity is not Import).ToList()) entry.State = EntityState.Detached;
        }
    }

    public static async Task<SourceCounts> WriteAsync(DirectoryDb db, Import import, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counts = await TrackAsync(db, import, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return counts;
    }

    private static async Task<SourceCounts> TrackAsync(DirectoryDb db, Import import, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var counts = default(SourceCounts);
        var records = await db.SourceRecords.AsNoTracking().Where(r => r.ImportId == import.Id)
            .OrderBy(r => r.Noun).ThenBy(r => r.RecordId).ToListAsync(cancellationToken);
        foreach (var some in records.Chunk(AtOnceMax))
        {
            var standing = await StandingAsync(db, some, cancellationToken);
            foreach (var record in some)
            {
                // Somebody has entered it since, here or from another source: theirs stays.
                var owner = standing.Owners.GetValueOrDefault((record.Noun, record.RecordId));
                var version = record.Noun == ExternalId.Organisation
                    ? Organisation(db, import, record, owner, standing, now)
                    : Site(db, import, record, owner, standing, now);
                if (version is not { } written) continue;
                counts = Count(counts, record.Noun, isNew: written == 1);
                if (owner is not null) owner.Version = written;
                else db.ExternalIds.Add(new() { Source = import.Source!, Noun = record.Noun, Value = record.Value, RecordId = record.RecordId, Version = written });
            }
        }

        return counts;
    }

    private static SourceCounts Count(SourceCounts counts, string noun, bool isNew) => (noun, isNew) switch
    {
        (ExternalId.Organisation, true) => counts with { OrganisationsAdded = counts.OrganisationsAdded + 1 },
        (ExternalId.Organisation, false) => counts with { OrganisationsChanged = counts.OrganisationsChanged + 1 },
        (_, true) => counts with { SitesAdded = counts.SitesAdded + 1 },
        (_, false) => counts with { SitesChanged = counts.SitesChanged + 1 },
    };

    private static async Task<Standing> StandingAsync(DirectoryDb db, SourceRecord[] records, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. records.Select(r => r.RecordId)];
        var organisationIds = Array.ConvertAll(ids, OrganisationId.From);
        var siteIds = Array.ConvertAll(ids, SiteId.From);
        var sites = records.Where(r => r.Noun == ExternalId.Site)
            .ToDictionary(r => r.RecordId, r => JsonSerializer.Deserialize<PutSiteRequest>(r.Request, RecordJson.Options)!);
        Postcode[] postcodes = [.. sites.Values.Select(site => site.Address?.Postcode).OfType<string>().Select(Postcode.Parse).Distinct()];
        return new(
            await db.ExternalIds.Where(e => e.Noun != ExternalId.Service && ids.Contains(e.RecordId))
                .ToDictionaryAsync(e => (e.Noun, e.RecordId), cancellationToken),
            await db.Organisations.Where(o => organisationIds.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancellationToken),
            await db.Sites.Where(s => siteIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken),
            sites,
            await db.Postcodes.AsNoTracking().Where(p => postcodes.Contains(p.Postcode)).ToDictionaryAsync(p => p.Postcode, cancellationToken));
    }

    private static long? Organisation(
        DirectoryDb db, Import import, SourceRecord record, ExternalId? owner, Standing standing, DateTimeOffset now)
    {
        var (id, asked) = (new OrganisationId(record.RecordId), JsonSerializer.Deserialize<PutOrganisationRequest>(record.Request, RecordJson.Options)!);
        var organisation = standing.Organisations.GetValueOrDefault(id);
        if (organisation is not null && (owner?.Source != import.Source || owner?.Version != organisation.Version)) return null;

        var before = organisation is null ? null : OrganisationView.Of(organisation);
        if (organisation is null)
        {
            db.Organisations.Add(organisation = Organisations.Organisation.Of(id, asked, now));
        }
        else
        {
            organisation.Amend(asked with { Name = organisation.Name });    // its services are known by it: editors rename
            if (!db.Entry(organisation).Properties.Any(p => p.IsModified)) return null;
            organisation.Revise(now);
        }

        db.RecordChanges.Add(RecordChange.Of(
            id.Value, organisation.Version, before, OrganisationView.Of(organisation), Author.Of(import.Sender), now));
        return organisation.Version;
    }

    private static long? Site(DirectoryDb db, Import import, SourceRecord record, ExternalId? owner, Standing standing, DateTimeOffset now)
    {
        var (id, asked) = (new SiteId(record.RecordId), standing.Asked[record.RecordId]);
        var position = asked.Address is { Postcode: var postcode } ? standing.Positions.GetValueOrDefault(Postcode.Parse(postcode)) : null;
        var site = standing.Sites.GetValueOrDefault(id);
        if (site is not null && (owner?.Source != import.Source || owner?.Version != site.Version)) return null;

        var before = site is null ? null : SiteView.Of(site);
        if (site is null)
        {
            db.Sites.Add(site = Sites.Site.Of(id, asked, position, now));
            db.Publish(site.Published(now));
        }
        else
        {
            site.Amend(asked, position);
            if (!db.Entry(site).Properties.Any(p => p.IsModified)) return null;
            db.Publish(site.Revised(now));
        }

        db.RecordChanges.Add(RecordChange.Of(id.Value, site.Version, before, SiteView.Of(site), Author.Of(import.Sender), now));
        return site.Version;
    }

    private sealed record Standing(
        Dictionary<(string Noun, Guid Id), ExternalId> Owners, Dictionary<OrganisationId, Organisation> Organisations,
        Dictionary<SiteId, Site> Sites, Dictionary<Guid, PutSiteRequest> Asked, Dictionary<Postcode, PostcodePosition> Positions);
}
