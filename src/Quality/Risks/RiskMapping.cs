using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Risks;

internal sealed class RiskMapping : IEntityTypeConfiguration<Risk>
{
    public void Configure(EntityTypeBuilder<Risk> builder)
    {
        builder.ToTable("risks");
        builder.Metadata.Model.AddSequence(RiskReference.NumberSequence);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Reference).HasMaxLength(20);

        // Of two changes at once the second finds the version changed.
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => r.Reference).IsUnique().HasDatabaseName("ux_risks_reference");
    }
}

internal sealed class RiskVersionMapping : IEntityTypeConfiguration<RiskVersion>
{
    public void Configure(EntityTypeBuilder<RiskVersion> builder)
    {
        builder.ToTable("risk_versions", table => table.HasCheckConstraint("ck_risk_versions_grades",
            """
            least(before_consequence, before_likelihood, after_consequence, after_likelihood, target_consequence, target_likelihood, appetite) >= 1
            and greatest(before_consequence, before_likelihood, after_consequence, after_likelihood, target_consequence, target_likelihood) <= 5
            and appetite <= 25
            """));
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Words).IsSealed(RiskVersion.WordsColumn);
        builder.Property(v => v.Owner).HasMaxLength(50);
        builder.Property(v => v.PartnerOrganisation).HasMaxLength(100);
        builder.Property(v => v.BySubject).HasMaxLength(200);
        builder.Property(v => v.ByRole).HasMaxLength(50);
        builder.Property(v => v.ByOrganisation).HasMaxLength(100);
        builder.Ignore(v => v.Before);
        builder.Ignore(v => v.After);
        builder.Ignore(v => v.Target);
        builder.HasOne<Risk>().WithMany().HasForeignKey(v => v.RiskId).OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_risk_versions_risk");
        builder.HasIndex(v => new { v.RiskId, v.Version }).IsUnique().HasDatabaseName("ux_risk_versions_version");
    }
}

internal sealed class RiskLinkMapping : IEntityTypeConfiguration<RiskLink>
{
    public const string StandingIndex = "ux_risk_links_standing";

    public void Configure(EntityTypeBuilder<RiskLink> builder)
    {
        builder.ToTable("risk_links");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.BySubject).HasMaxLength(200);
        builder.Property(l => l.ByRole).HasMaxLength(50);
        builder.Property(l => l.RemovedByRole).HasMaxLength(50);
        builder.HasOne<Risk>().WithMany().HasForeignKey(l => l.RiskId).OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_risk_links_risk");
        builder.HasOne<Incident>().WithMany().HasForeignKey(l => l.IncidentId).OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_risk_links_incident");
        builder.HasIndex(l => new { l.RiskId, l.IncidentId }).IsUnique().HasFilter("removed_at is null").HasDatabaseName(StandingIndex);
        builder.HasIndex(l => l.IncidentId).HasDatabaseName("ix_risk_links_incident");
    }
}
