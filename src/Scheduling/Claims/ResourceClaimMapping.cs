using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Rounds;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Claims;

internal sealed class ResourceClaimMapping : IEntityTypeConfiguration<ResourceClaim>
{
    public void Configure(EntityTypeBuilder<ResourceClaim> builder)
    {
        builder.ToTable("resource_claims", t =>
        {
            t.HasCheckConstraint("ck_resource_claims_one_claimant", "num_nonnulls(hold, booking, session, round) = 1");
            t.HasCheckConstraint("ck_resource_claims_only_holds_expire", "session IS NOT NULL OR (hold IS NULL) = (expires_at IS NULL)");
            t.HasCheckConstraint("ck_resource_claims_length", "upper(during) - lower(during) <= interval '16 hours'");
            t.HasCheckConstraint("ck_resource_claims_only_bookings_on_top", "NOT overbooked OR booking IS NOT NULL");
            t.HasCheckConstraint("ck_resource_claims_not_empty", "NOT isempty(during)");
        });
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Overbooked).HasDefaultValue(false);
        builder.HasOne<Hold>().WithMany().HasForeignKey(c => c.Hold).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Booking>().WithMany().HasForeignKey(c => c.Booking).OnDelete(DeleteBehavior.Restrict);    // checked at commit
        builder.HasOne<GroupSession>().WithMany().HasForeignKey(c => c.Session).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Round>().WithMany().HasForeignKey(c => c.Round).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(c => c.Round).HasFilter("round IS NOT NULL").HasDatabaseName("ix_resource_claims_round");
        builder.HasIndex(c => c.Session).HasFilter("session IS NOT NULL").HasDatabaseName("ix_resource_claims_session");
        builder.HasIndex(c => c.Hold).HasDatabaseName("ix_resource_claims_hold");
        builder.HasIndex(c => c.Booking).HasDatabaseName("ix_resource_claims_booking");
        builder.HasIndex(c => c.ExpiresAt).HasFilter("expires_at IS NOT NULL").HasDatabaseName("ix_resource_claims_expires_at");
    }
}
