using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Incidents;

internal sealed class IncidentMapping : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("incidents", table => table.HasCheckConstraint(
            "ck_incidents_erased_has_no_text", "(erased_at is null) = (description is not null)"));
        builder.Metadata.Model.AddSequence(IncidentReference.NumberSequence);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Reference).HasMaxLength(20);
        builder.Property(i => i.Description).IsSealed(Incident.DescriptionColumn);
        builder.Property(i => i.ReporterSubject).HasMaxLength(200);
        builder.Property(i => i.ReporterRole).HasMaxLength(50);
        builder.Property(i => i.ReporterOrganisation).HasMaxLength(100);

        builder.HasIndex(i => i.Reference).IsUnique().HasDatabaseName("ux_incidents_reference");
        builder.HasIndex(i => new { i.LoggedAt, i.Id }).HasDatabaseName("ix_incidents_logged_at");
        builder.HasIndex(i => new { i.LoggedAt, i.Id }, "ix_incidents_not_erased").HasFilter("erased_at is null");
        builder.HasIndex(i => new { i.ReporterSubject, i.LoggedAt }).HasDatabaseName("ix_incidents_reporter");
        builder.HasIndex(i => new { i.ServiceId, i.LoggedAt }).HasDatabaseName("ix_incidents_service");
    }
}
