using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Incidents;

internal sealed class TimelineMapping : IEntityTypeConfiguration<TimelineEntry>
{
    public void Configure(EntityTypeBuilder<TimelineEntry> builder)
    {
        builder.ToTable("timeline");
        builder.IsAppendOnly();
        builder.Property(e => e.Id).ValueGeneratedNever();

        // The trigger number_timeline_entry gives the number under a lock of the incident's row, so numbers appear in
        // their own order: a reader who has come to 7 will never miss a 6 that commits later, as could happen with a
        // plain sequence.
        builder.Property(e => e.Number).HasDefaultValue(0).ValueGeneratedOnAdd();
        builder.Property(e => e.BySubject).HasMaxLength(200);
        builder.Property(e => e.ByRole).HasMaxLength(50);
        builder.Property(e => e.ByOrganisation).HasMaxLength(100);

        builder.HasOne<Incident>().WithMany().HasForeignKey(e => e.IncidentId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_timeline_incident");
        builder.HasIndex(e => new { e.IncidentId, e.Number }).IsUnique().HasDatabaseName("ux_timeline_number");
    }
}
