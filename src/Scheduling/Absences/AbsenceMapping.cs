using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.Absences;

internal sealed class AbsenceMapping : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> builder)
    {
        builder.ToTable("absences", t => t.HasCheckConstraint("ck_absences_ends_after_start", "ends_at > starts_at"));
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.EnteredBySubject).HasMaxLength(200);
        builder.Ignore(a => a.Time);
        builder.HasIndex(a => new { a.Resource, a.EndsAt }).HasDatabaseName("ix_absences_resource");
    }
}
