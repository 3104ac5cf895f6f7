using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Holds;

internal sealed class HoldMapping : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> builder)
    {
        builder.ToTable("holds", t => t.HasCheckConstraint("ck_holds_ends_after_start", "ends_at > starts_at"));
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.HolderSubject).HasMaxLength(200);
        builder.Property(h => h.ClaimCount).HasDefaultValue(1).ValueGeneratedNever();
        builder.HasIndex(h => new { h.HolderSubject, h.ExpiresAt }).HasFilter("used_for IS NULL").HasDatabaseName("ix_holds_open");
        builder.HasIndex(h => h.ExpiresAt).HasDatabaseName("ix_holds_expires_at");
    }
}
