using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Restrictions;

internal sealed class RestrictionMapping : IEntityTypeConfiguration<Restriction>
{
    public const string StandingIndex = "ux_restrictions_standing";

    public void Configure(EntityTypeBuilder<Restriction> builder)
    {
        builder.ToTable("restrictions", table =>
        {
            table.HasCheckConstraint(
                "ck_restrictions_lift_has_reason", "erased_at is not null or (lifted_at is null) = (lift_reason is null)");
            table.HasCheckConstraint("ck_restrictions_erased_has_no_text",
                "case when erased_at is null then reason is not null else num_nonnulls(reason, lift_reason) = 0 and lifted_at is not null end");
        });
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Ignore(r => r.Status);
        builder.Property(r => r.Reason).IsSealed(Restriction.ReasonColumn);
        builder.Property(r => r.LiftReason).IsSealed(Restriction.LiftReasonColumn);

        // Of two lifts at once the second finds the row changed.
        builder.Property(r => r.LiftedAt).IsConcurrencyToken();

        builder.HasOne<Incident>().WithMany().HasForeignKey(r => r.IncidentId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_restrictions_incident");
        builder.HasIndex(r => new { r.ServiceId, r.IncidentId }).IsUnique().HasFilter("lifted_at is null")
            .HasDatabaseName(StandingIndex);
        builder.HasIndex(r => r.IncidentId).HasDatabaseName("ix_restrictions_incident");
        builder.HasIndex(r => new { r.RestrictedAt, r.Id }).HasDatabaseName("ix_restrictions_restricted_at");
    }
}
