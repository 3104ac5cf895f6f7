using IntegratedCare.Kernel.PersonalData;
using IntegratedCare.Quality.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Learning;

internal sealed class LearningResponseMapping : IEntityTypeConfiguration<LearningResponse>
{
    public void Configure(EntityTypeBuilder<LearningResponse> builder)
    {
        builder.ToTable("learning_responses", table =>
        {
            table.HasCheckConstraint(
                "ck_learning_responses_finished_whole",
                "num_nulls(finished_at, finished_by_subject, finished_by_role) in (0, 3) and (words is null or (findings is null) = (finished_at is null))");
            table.HasCheckConstraint("ck_learning_responses_investigated", "ground = 'None' or method = 'Psii'");
        });
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Owner).HasMaxLength(50);
        builder.Property(r => r.Words).IsSealed(LearningResponse.WordsColumn);
        builder.Property(r => r.Findings).IsSealed(LearningResponse.FindingsColumn);
        builder.Property(r => r.BySubject).HasMaxLength(200);
        builder.Property(r => r.ByRole).HasMaxLength(50);
        builder.Property(r => r.FinishedBySubject).HasMaxLength(200);
        builder.Property(r => r.FinishedByRole).HasMaxLength(50);
        builder.Ignore(r => r.Status);

        // Of two who finish at once the second finds the row changed.
        builder.Property(r => r.FinishedAt).IsConcurrencyToken();
        builder.HasIndex(r => new { r.OpenedAt, r.Id }).HasDatabaseName("ix_learning_responses_opened_at");
        builder.OwnsMany(r => r.Incidents, incident =>
        {
            incident.ToTable("response_incidents");
            incident.WithOwner().HasForeignKey(i => i.ResponseId).HasConstraintName("fk_response_incidents_response");
            incident.HasKey(i => new { i.ResponseId, i.IncidentId });
            incident.HasOne<Incident>().WithMany().HasForeignKey(i => i.IncidentId).OnDelete(DeleteBehavior.Restrict)
                .HasConstraintName("fk_response_incidents_incident");
            incident.HasIndex(i => i.IncidentId).HasDatabaseName("ix_response_incidents_incident");
        });
        builder.Navigation(r => r.Incidents).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class LearningActionMapping : IEntityTypeConfiguration<LearningAction>
{
    public void Configure(EntityTypeBuilder<LearningAction> builder)
    {
        builder.ToTable("learning_actions", table => table.HasCheckConstraint(
            "ck_learning_actions_done_whole",
            "num_nulls(done_at, done_by_subject, done_by_role) in (0, 3) and (words is null or (done is null) = (done_at is null))"));
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Words).IsSealed(LearningAction.WordsColumn);
        builder.Property(a => a.Done).IsSealed(LearningAction.DoneColumn);
        builder.Property(a => a.Owner).HasMaxLength(50);
        builder.Property(a => a.BySubject).HasMaxLength(200);
        builder.Property(a => a.ByRole).HasMaxLength(50);
        builder.Property(a => a.DoneBySubject).HasMaxLength(200);
        builder.Property(a => a.DoneByRole).HasMaxLength(50);

        // Of two who say at once that it is done the second finds the row changed.
        builder.Property(a => a.DoneAt).IsConcurrencyToken();
        builder.HasOne<LearningResponse>().WithMany().HasForeignKey(a => a.ResponseId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_learning_actions_response");
        builder.HasIndex(a => new { a.ResponseId, a.At }).HasDatabaseName("ix_learning_actions_response");
        builder.HasIndex(a => a.DueOn).HasFilter("done_at is null").HasDatabaseName("ix_learning_actions_open");
    }
}

internal sealed class LessonMapping : IEntityTypeConfiguration<Lesson>
{
    public void Configure(EntityTypeBuilder<Lesson> builder)
    {
        builder.ToTable("lessons", table => table.HasCheckConstraint(
            "ck_lessons_withdrawn_whole", "num_nulls(withdrawn_at, withdrawn_by_subject, withdrawn_by_role) in (0, 3)"));
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Title).HasMaxLength(Lesson.TitleLengthMax);
        builder.Property(l => l.Text).HasMaxLength(Lesson.TextLengthMax);
        builder.Property(l => l.BySubject).HasMaxLength(200);
        builder.Property(l => l.ByRole).HasMaxLength(50);
        builder.Property(l => l.ByOrganisation).HasMaxLength(100);
        builder.Property(l => l.WithdrawnBySubject).HasMaxLength(200);
        builder.Property(l => l.WithdrawnByRole).HasMaxLength(50);
        builder.Property(l => l.WithdrawnAt).IsConcurrencyToken();
        builder.HasIndex(l => new { l.PublishedAt, l.Id }).HasDatabaseName("ix_lessons_published_at");
        builder.HasIndex(l => new { l.Title, l.Text }).HasMethod("GIN").IsTsVectorExpressionIndex("english").HasDatabaseName("ix_lessons_words");
    }
}
