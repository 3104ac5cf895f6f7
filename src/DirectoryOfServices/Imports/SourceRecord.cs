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

/// <summary>How many organisations and sites come with a source's services.</summary>
internal readonly record struct SourceCounts(int OrganisationsAdded, int OrganisationsChanged, int SitesAdded, int SitesChanged);
