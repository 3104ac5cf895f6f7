using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Kernel.Audit;

/// <summary>One access to a record that somebody may have to account for. Never changed, never removed by the service.</summary>
internal sealed class AccessRecord
{
    public long Id { get; private set; }
    public required string Subject { get; init; }
    public required string Role { get; init; }
    public string? OrganisationCode { get; init; }      // null: the caller acts for the place itself
    public required string Purpose { get; init; }
    public required string Action { get; init; }
    public required string RecordType { get; init; }
    public required string RecordId { get; init; }
    public string? TraceId { get; init; }               // null: the work had no trace
    public DateTimeOffset At { get; private set; }
}

internal sealed class AccessRecordMapping : IEntityTypeConfiguration<AccessRecord>
{
    public void Configure(EntityTypeBuilder<AccessRecord> builder)
    {
        builder.ToTable("access_records");
        builder.IsAppendOnly();
        builder.Property(r => r.At).HasDefaultValueSql("clock_timestamp()").ValueGeneratedOnAdd();
        builder.Property(r => r.Subject).HasMaxLength(200);
        builder.Property(r => r.Role).HasMaxLength(50);
        builder.Property(r => r.OrganisationCode).HasMaxLength(100);
        builder.Property(r => r.Purpose).HasMaxLength(50);
        builder.Property(r => r.Action).HasMaxLength(100);
        builder.Property(r => r.RecordType).HasMaxLength(100);
        builder.Property(r => r.RecordId).HasMaxLength(200);
        builder.Property(r => r.TraceId).HasMaxLength(32);
        builder.HasIndex(r => new { r.RecordType, r.RecordId }).HasDatabaseName("ix_access_records_record");
    }
}
