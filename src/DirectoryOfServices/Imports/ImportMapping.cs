using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.DirectoryOfServices.Imports;

internal sealed class ImportMapping : IEntityTypeConfiguration<Import>
{
    public const int SourceLengthMax = 60;
    public const int ExternalIdLengthMax = 300;

    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.ToTable("imports");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Source).HasMaxLength(SourceLengthMax);
        builder.Property(i => i.Feed).HasMaxLength(ServiceMapping.UrlLengthMax);
        builder.Property(i => i.Refusal).HasMaxLength(100);
        builder.Property(i => i.RefusalDetail).HasMaxLength(500);
        builder.Property(i => i.SentBy).HasMaxLength(200);
        builder.Property(i => i.AppliedBy).HasMaxLength(200);
        builder.HasIndex(i => i.Status).HasDatabaseName("ix_imports_status");
        builder.HasIndex(i => i.SentAt).HasDatabaseName("ix_imports_sent_at");
    }
}

internal sealed class ImportPartMapping : IEntityTypeConfiguration<ImportPart>
{
    public void Configure(EntityTypeBuilder<ImportPart> builder)
    {
        builder.ToTable("import_parts");
        builder.HasKey(p => new { p.ImportId, p.Number });
        builder.HasOne<Import>().WithMany().HasForeignKey(p => p.ImportId);
    }
}

internal sealed class ImportRowMapping : IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportRow> builder)
    {
        builder.ToTable("import_rows");
        builder.HasKey(r => new { r.ImportId, r.Number });
        builder.Property(r => r.Key).HasMaxLength(ImportMapping.ExternalIdLengthMax);
        builder.Property(r => r.Name).HasMaxLength(ServiceMapping.NameLengthMax);
        builder.Property(r => r.Findings).IsJson();
        builder.Property(r => r.Differences).IsJson();
        foreach (var column in new[] { nameof(ImportRow.Service), nameof(ImportRow.Links), nameof(ImportRow.Before), nameof(ImportRow.After), nameof(ImportRow.Events) })
            builder.Property(column).HasColumnType("jsonb");
        builder.HasOne<Import>().WithMany().HasForeignKey(r => r.ImportId);
        builder.HasIndex(r => new { r.ImportId, r.Outcome, r.Number }).HasDatabaseName("ix_import_rows_outcome");
    }
}

internal sealed class ExternalIdMapping : IEntityTypeConfiguration<ExternalId>
{
    public void Configure(EntityTypeBuilder<ExternalId> builder)
    {
        builder.ToTable("external_ids");
        builder.HasKey(e => new { e.Source, e.Noun, e.Value });
        builder.Property(e => e.Source).HasMaxLength(ImportMapping.SourceLengthMax);
        builder.Property(e => e.Noun).HasMaxLength(20);
        builder.Property(e => e.Value).HasMaxLength(ImportMapping.ExternalIdLengthMax);
        builder.HasIndex(e => new { e.Noun, e.RecordId }).IsUnique().HasDatabaseName("ux_external_ids_record");
    }
}
