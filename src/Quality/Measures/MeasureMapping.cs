using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Measures;

internal sealed class StandardMapping : IEntityTypeConfiguration<Standard>
{
    public void Configure(EntityTypeBuilder<Standard> builder)
    {
        builder.ToTable("standards");
        builder.HasKey(s => s.Code);
        builder.Property(s => s.Code).HasMaxLength(Standard.CodeLengthMax);
        builder.Property(s => s.Name).HasMaxLength(Standard.NameLengthMax);
        builder.Property(s => s.QualityStatement).HasMaxLength(Standard.StatementLengthMax);
        builder.Property(s => s.Owner).HasMaxLength(50);
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}

internal sealed class MeasureMapping : IEntityTypeConfiguration<Measure>
{
    public void Configure(EntityTypeBuilder<Measure> builder)
    {
        builder.ToTable("measures", table => table.HasCheckConstraint(
            "ck_measures_share_says_of_what", "unit <> 'Percent' or num_nulls(numerator, denominator) = 0"));
        builder.HasKey(m => m.Code);
        builder.Property(m => m.Code).HasMaxLength(Standard.CodeLengthMax);
        builder.Property(m => m.StandardCode).HasMaxLength(Standard.CodeLengthMax);
        builder.Property(m => m.Name).HasMaxLength(Measure.NameLengthMax);
        builder.Property(m => m.Owner).HasMaxLength(50);
        builder.Property(m => m.Numerator).HasMaxLength(Measure.PartLengthMax);
        builder.Property(m => m.Denominator).HasMaxLength(Measure.PartLengthMax);
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.HasOne<Standard>().WithMany().HasForeignKey(m => m.StandardCode).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_measures_standard");
        builder.OwnsMany(m => m.Targets, target =>
        {
            target.ToTable("measure_targets");
            target.Property<string>("MeasureCode").HasMaxLength(Standard.CodeLengthMax);
            target.WithOwner().HasForeignKey("MeasureCode").HasConstraintName("fk_measure_targets_measure");
            target.HasKey("MeasureCode", nameof(MeasureTarget.EffectiveFrom));
            target.Property(t => t.EffectiveFrom).ValueGeneratedNever();
        });
        builder.Navigation(m => m.Targets).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class FrameworkChangeMapping : IEntityTypeConfiguration<FrameworkChange>
{
    public void Configure(EntityTypeBuilder<FrameworkChange> builder)
    {
        builder.ToTable("framework_changes");
        builder.IsAppendOnly();
        builder.HasKey(c => new { c.Noun, c.Code, c.Version });
        builder.Property(c => c.Noun).HasMaxLength(20);
        builder.Property(c => c.Code).HasMaxLength(Standard.CodeLengthMax);
        builder.Property(c => c.Content).HasColumnType("jsonb");
        builder.Property(c => c.BySubject).HasMaxLength(200);
        builder.Property(c => c.ByRole).HasMaxLength(50);
        builder.Property(c => c.ByOrganisation).HasMaxLength(100);
    }
}
