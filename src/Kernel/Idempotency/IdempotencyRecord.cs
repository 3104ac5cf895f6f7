using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Kernel.Idempotency;

/// <summary>A caller's key, what was asked under it and what was answered; it commits with the work.</summary>
internal sealed class IdempotencyRecord
{
    public required string Subject { get; init; }
    public required string Key { get; init; }
    public required byte[] RequestHash { get; init; }
    public int Status { get; init; }
    public string? Location { get; init; }          // null: the answer has none
    public string? Body { get; init; }              // null: the answer has none
    public DateTimeOffset CreatedAt { get; private set; }
}

internal sealed class IdempotencyRecordMapping : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency_keys");
        builder.HasKey(r => new { r.Subject, r.Key });
        builder.Property(r => r.Subject).HasMaxLength(200);
        builder.Property(r => r.Key).HasMaxLength(KeyedRequest.KeyLengthMax);
        builder.Property(r => r.Location).HasMaxLength(500);
        builder.Property(r => r.CreatedAt).HasDefaultValueSql("clock_timestamp()").ValueGeneratedOnAdd();
        builder.HasIndex(r => r.CreatedAt).HasDatabaseName("ix_idempotency_keys_created_at");
    }
}
