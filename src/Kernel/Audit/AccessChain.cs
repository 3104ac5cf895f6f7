using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Kernel.Audit;

/// <summary>
/// A record's place in the chain that makes the audit tamper-evident: its hash covers the record and the hash before it.
/// </summary>
/// <remarks>Written by the database alone, at commit. There are several lanes, so that commits do not queue behind one row.</remarks>
internal sealed class AccessLink
{
    public required int Lane { get; init; }
    public required long Number { get; init; }      // counts from 1 within the lane, without a gap
    public required long RecordId { get; init; }
    public required byte[] Hash { get; init; }
}

/// <summary>The last link of a lane.</summary>
internal sealed class AccessLane
{
    public required int Lane { get; init; }
    public required long Number { get; init; }      // 0: nothing is linked yet
    public required byte[] Hash { get; init; }
}

internal sealed class AccessLinkMapping : IEntityTypeConfiguration<AccessLink>
{
    public const int HashBytes = 32;

    public void Configure(EntityTypeBuilder<AccessLink> builder)
    {
        builder.ToTable("access_links");
        builder.IsAppendOnly();
        builder.HasKey(link => new { link.Lane, link.Number });
        builder.Property(link => link.Hash).HasMaxLength(HashBytes);
        builder.HasIndex(link => link.RecordId).IsUnique().HasDatabaseName("ux_access_links_record");
        builder.HasOne<AccessRecord>().WithMany().HasForeignKey(link => link.RecordId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_access_links_record");
    }
}

internal sealed class AccessLaneMapping : IEntityTypeConfiguration<AccessLane>
{
    public void Configure(EntityTypeBuilder<AccessLane> builder)
    {
        builder.ToTable("access_lanes");
        builder.HasKey(lane => lane.Lane);
        builder.Property(lane => lane.Lane).ValueGeneratedNever();
        builder.Property(lane => lane.Hash).HasMaxLength(AccessLinkMapping.HashBytes);
    }
}
