using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Claims;

/// <summary>A claim came, went, or ends sooner than it did: what every replica that keeps the diary in memory reads anew.</summary>
/// <remarks>
/// A trigger of the database writes it in the claim's own transaction, into a table that nobody waits for. It says whose time changed and where, never to
/// what: that stands in <c>resource_claims</c> alone.
/// </remarks>
internal sealed class ClaimChange
{
    /// <summary>The number of the transaction that made it, by which a reader knows whether its last reading saw it.</summary>
    public ulong Transaction { get; init; }

    public required ResourceId Resource { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
}

internal sealed class ClaimChangeMapping : IEntityTypeConfiguration<ClaimChange>
{
    public void Configure(EntityTypeBuilder<ClaimChange> builder)
    {
        builder.ToTable("claim_changes");
        builder.HasNoKey();
        builder.Property(c => c.Transaction).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
        builder.HasIndex(c => c.Transaction).HasDatabaseName("ix_claim_changes_transaction");
    }
}

/// <summary>Up to which transaction changes have been swept away: who has not seen all before it cannot be told what changed since. There is one row.</summary>
internal sealed class SweptClaimChanges
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;
    public ulong Before { get; init; }
}

internal sealed class SweptClaimChangesMapping : IEntityTypeConfiguration<SweptClaimChanges>
{
    public void Configure(EntityTypeBuilder<SweptClaimChanges> builder)
    {
        builder.ToTable("swept_claim_changes", t => t.HasCheckConstraint("ck_swept_claim_changes_one_row", $"id = {SweptClaimChanges.OnlyId}"));
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Before).HasColumnType("xid8");
    }
}
