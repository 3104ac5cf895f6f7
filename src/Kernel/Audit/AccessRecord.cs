using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Kernel.Audit;

/// <summary>What became of an access.</summary>
public enum AccessOutcome
{
    /// <summary>It was given, or done.</summary>
    Succeeded,

    /// <summary>A rule kept the caller out.</summary>
    Refused,

    /// <summary>It was allowed and did not come about.</summary>
    Failed,
}

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

    /// <summary>The pseudonym of the person whose record it is; null where the record is about nobody.</summary>
    public string? PersonKey { get; init; }
    public AccessOutcome Outcome { get; init; }
    public string? RefusalCode { get; init; }           // null: it was not refused
    public string? Basis { get; init; }                 // null: the role alone gave access
    public string? NeighbourhoodCode { get; init; }     // null: the caller works across the place
    public string? SessionId { get; init; }             // null: no browser session
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
        builder.Property(r => r.PersonKey).HasMaxLength(64);
        builder.Property(r => r.Outcome).HasDefaultValue(AccessOutcome.Succeeded).HasSentinel(AccessOutcome.Succeeded);
        builder.Property(r => r.RefusalCode).HasMaxLength(100);
        builder.Property(r => r.Basis).HasMaxLength(50);
        builder.Property(r => r.NeighbourhoodCode).HasMaxLength(100);
        builder.Property(r => r.SessionId).HasMaxLength(64);
        builder.Property(r => r.TraceId).HasMaxLength(32);
        builder.HasIndex(r => new { r.RecordType, r.RecordId }).HasDatabaseName("ix_access_records_record");
        builder.HasIndex(r => new { r.PersonKey, r.At }).HasDatabaseName("ix_access_records_person")
            .HasFilter("person_key is not null");
        builder.HasIndex(r => new { r.Subject, r.At }).HasDatabaseName("ix_access_records_subject");
        builder.HasIndex(r => new { r.At, r.Id }).HasDatabaseName("ix_access_records_at");
    }
}
