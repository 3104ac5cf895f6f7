using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Tasks;

internal sealed class TaskMapping : IEntityTypeConfiguration<QualityTask>
{
    public void Configure(EntityTypeBuilder<QualityTask> builder)
    {
        builder.ToTable("tasks", table => table.HasCheckConstraint(
            "ck_tasks_done_by_whom", "num_nonnulls(done_by_subject, done_by_role) in (0, 2) and (done_at is not null or done_by_subject is null)"));
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Office).HasMaxLength(50);
        builder.Property(t => t.Source).HasMaxLength(QualityTask.SourceLengthMax);
        builder.Property(t => t.DoneBySubject).HasMaxLength(200);
        builder.Property(t => t.DoneByRole).HasMaxLength(50);

        // Of two who say at once that it is done, the second finds the row changed.
        builder.Property(t => t.DoneAt).IsConcurrencyToken();

        builder.HasOne<Incident>().WithMany().HasForeignKey(t => t.IncidentId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_tasks_incident");
        builder.HasIndex(t => t.Source).IsUnique().HasDatabaseName("ux_tasks_source");
        builder.HasIndex(t => new { t.Office, t.DueOn, t.Id }).HasDatabaseName("ix_tasks_office");
        builder.HasIndex(t => new { t.About, t.AboutId }).HasDatabaseName("ix_tasks_about");
        builder.HasIndex(t => t.IncidentId).HasDatabaseName("ix_tasks_incident");
    }
}
