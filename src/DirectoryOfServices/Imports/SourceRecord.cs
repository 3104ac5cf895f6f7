using System.Text.Json;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Exports;
using IntegratedCare.DirectoryOfServices.History;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.DirectoryOfServices.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>An organisation or site that a source's services need: written with them, where it is the source's or nobody's yet.</summary>
internal sealed class SourceRecord
{
    public required ImportId ImportId { get; init; }
    public required string Noun { get; init; }
    public required Guid RecordId { get; init; }
    public required string Value { get; init; }     // the source's own id of it
    public required string Request { get; init; }   // as an editor would have sent it
}

internal sealed class SourceRecordMapping : IEntityTypeConfiguration<SourceRecord>
{
    public void Configure(EntityTypeBuilder<SourceRecord> builder)
    {
        builder.ToTable("import_records");
        builder.HasKey(r => new { r.ImportId, r.Noun, r.RecordId });
        builder.Property(r => r.Noun).HasMaxLength(20);
        builder.Property(r => r.Value).HasMaxLength(ImportMapping.ExternalIdLengthMax);
        builder.Property(r => r.Request).HasColumnType("jsonb");
        builder.HasOne<Import>().WithMany().HasForeignKey(r => r.ImportId);
    }
}

/// <summary>Writes a source's organisations and sites. The caller holds all of them.</summary>
internal static class SourceRecordWriting
{
    public static async Task WriteAsync(DirectoryDb db, Import import, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var records = await db.SourceRecords.AsNoTracking().Where(r => r.ImportId == import.Id).ToListAsync(cancellationToken);
        var ids = records.ConvertAll(r => r.RecordId);
        var owned = await db.ExternalIds.Where(e => e.Noun != ExternalId.Service && ids.Contains(e.RecordId))
            .ToDictionaryAsync(e => (e.Noun, e.RecordId), cancellationToken);
        foreach (var record in records.OrderBy(r => r.Noun, StringComparer.Ordinal).ThenBy(r => r.RecordId))
        {
            // Somebody has entered it since, here or from another source: theirs stays.
            var owner = owned.GetValueOrDefault((record.Noun, record.RecordId));
            var version = record.Noun == ExternalId.Organisation
                ? await OrganisationAsync(db, import, record, owner, now, cancellationToken)
                : await SiteAsync(db, import, record, owner, now, cancellationToken);
            if (version is not { } written) continue;
            if (owner is not null) owner.Version = written;
            else db.ExternalIds.Add(new() { Source = import.Source!, Noun = record.Noun, Value = record.Value, RecordId = record.RecordId, Version = written });
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<long?> OrganisationAsync(
        DirectoryDb db, Import import, SourceRecord record, ExternalId? owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (id, asked) = (new OrganisationId(record.RecordId), JsonSerializer.Deserialize<PutOrganisationRequest>(record.Request, RecordJson.Options)!);
        var organisation = await db.Organisations.FindAsync([id], cancellationToken);
        if (organisation is not null && (owner?.Source != import.Source || owner?.Version != organisation.Version)) return null;

        var before = organisation is null ? null : OrganisationView.Of(organisation);
        if (organisation is null)
        {
            db.Organisations.Add(organisation = Organisation.Of(id, asked, now));
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

    private static async Task<long?> SiteAsync(
        DirectoryDb db, Import import, SourceRecord record, ExternalId? owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (id, asked) = (new SiteId(record.RecordId), JsonSerializer.Deserialize<PutSiteRequest>(record.Request, RecordJson.Options)!);
        var position = asked.Address is { Postcode: var postcode } ? await db.Postcodes.FindAsync([Postcode.Parse(postcode)], cancellationToken) : null;
        var site = await db.Sites.FindAsync([id], cancellationToken);
        if (site is not null && (owner?.Source != import.Source || owner?.Version != site.Version)) return null;

        var before = site is null ? null : SiteView.Of(site);
        if (site is null)
        {
            db.Sites.Add(site = Site.Of(id, asked, position, now));
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
}
