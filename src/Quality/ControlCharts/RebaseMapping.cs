using IntegratedCare.Quality.Measures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.ControlCharts;

internal sealed class RebaseMapping : IEntityTypeConfiguration<Rebase>
{
    public const string StandingIndex = "ux_rebases_standing";

    public void Configure(EntityTypeBuilder<Rebase> builder)
    {
        builder.ToTable("rebases", table => table.HasCheckConstraint(
            "ck_rebases_taken_back_has_reason", "num_nulls(taken_back_at, taken_back_by_subject, taken_back_by_role, taken_back_reason) in (0, 4)"));
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.MeasureCode).HasMaxLength(Standard.CodeLengthMax);
        builder.Property(r => r.Reason).HasMaxLength(Rebase.ReasonLengthMax);
        builder.Property(r => r.BySubject).HasMaxLength(200);
        builder.Property(r => r.ByRole).HasMaxLength(50);
        builder.Property(r => r.ByOrganisation).HasMaxLength(100);
        builder.Property(r => r.TakenBackAt).IsConcurrencyToken();
        builder.Property(r => r.TakenBackBySubject).HasMaxLength(200);
        builder.Property(r => r.TakenBackByRole).HasMaxLength(50);
        builder.Property(r => r.TakenBackReason).HasMaxLength(Rebase.ReasonLengthMax);
        builder.HasOne<Measure>().WithMany().HasForeignKey(r => r.MeasureCode).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_rebases_measure");
        builder.HasIndex(r => new { r.MeasureCode, r.Period }).IsUnique().HasFilter("taken_back_at is null").HasDatabaseName(StandingIndex);
    }
}
