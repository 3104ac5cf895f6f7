using IntegratedCare.Kernel.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Scheduling.BreakGlass;

internal sealed class GrantMapping : IEntityTypeConfiguration<Grant>
{
    public const string ReasonColumn = "break_glass_grants.reason";
    public const string ReviewNoteColumn = "break_glass_grants.review_note";

    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("break_glass_grants", table =>
        {
            table.HasCheckConstraint("ck_break_glass_grants_ends_after_opening", "expires_at > opened_at and ended_at >= opened_at");
            table.HasCheckConstraint("ck_break_glass_grants_review_is_whole",
                "num_nulls(outcome, review_note, reviewed_by_subject, reviewed_at) in (0, 4)");
            table.HasCheckConstraint("ck_break_glass_grants_not_reviewed_by_themselves", "reviewed_by_subject <> subject");
        });
        builder.Property(g => g.Id).ValueGeneratedNever();
        builder.Property(g => g.PersonKey).HasMaxLength(64);
        builder.Property(g => g.Subject).HasMaxLength(200);
        builder.Property(g => g.SessionId).HasMaxLength(64);
        builder.Property(g => g.Role).HasMaxLength(50);
        builder.Property(g => g.OrganisationCode).HasMaxLength(100);
        builder.Property(g => g.ReviewedBySubject).HasMaxLength(200);
        builder.Property(g => g.Reason).IsSealed(ReasonColumn);
        builder.Property(g => g.ReviewNote).IsSealed(ReviewNoteColumn);

        // Of two endings or two reviews at once the second finds the row changed.
        builder.Property(g => g.EndedAt).IsConcurrencyToken();
        builder.Property(g => g.ReviewedAt).IsConcurrencyToken();
        builder.HasIndex(g => new { g.Subject, g.OpenedAt }).HasDatabaseName("ix_break_glass_grants_subject");
        builder.HasIndex(g => new { g.ReviewDueAt, g.Id }).HasDatabaseName("ix_break_glass_grants_open_reviews").HasFilter("reviewed_at is null");
        builder.HasIndex(g => new { g.OpenedAt, g.Id }).HasDatabaseName("ix_break_glass_grants_opened_at");
    }
}
