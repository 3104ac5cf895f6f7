using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Measures.SpecialCauses;

internal sealed class SpecialCauseMapping : IEntityTypeConfiguration<SpecialCause>
{
    public void Configure(EntityTypeBuilder<SpecialCause> builder)
    {
        builder.ToTable("special_causes");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.MeasureCode).HasMaxLength(Standard.CodeLengthMax);
        builder.Property(c => c.Times).IsConcurrencyToken();
        builder.Ignore(c => c.Stands);
        builder.Ignore(c => c.Source);
        builder.HasOne<Measure>().WithMany().HasForeignKey(c => c.MeasureCode).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_special_causes_measure");
        builder.HasIndex(c => new { c.MeasureCode, c.Period, c.Rule }).IsUnique().HasDatabaseName("ux_special_causes_finding");
        builder.HasIndex(c => c.FoundAt).HasDatabaseName("ix_special_causes_found_at");
    }
}

internal sealed class MeasureLookMapping : IEntityTypeConfiguration<MeasureLook>
{
    public void Configure(EntityTypeBuilder<MeasureLook> builder)
    {
        builder.ToTable("measure_looks");
        builder.HasKey(l => l.MeasureCode);
        builder.Property(l => l.MeasureCode).HasMaxLength(Standard.CodeLengthMax);
        builder.HasOne<Measure>().WithOne().HasForeignKey<MeasureLook>(l => l.MeasureCode).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_measure_looks_measure");
    }
}
