using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Measures.Feeding;

internal sealed class MeasureMarkMapping : IEntityTypeConfiguration<MeasureMark>
{
    public void Configure(EntityTypeBuilder<MeasureMark> builder)
    {
        builder.ToTable("measure_marks");
        builder.Property(m => m.MeasureCode).HasMaxLength(Standard.CodeLengthMax);
    }
}

internal sealed class AutomaticValueMapping : IEntityTypeConfiguration<AutomaticValue>
{
    public void Configure(EntityTypeBuilder<AutomaticValue> builder)
    {
        builder.ToTable("automatic_values");
        builder.HasKey(v => new { v.MeasureCode, v.Scope, v.ScopeKey, v.Period });
        builder.Property(v => v.MeasureCode).HasMaxLength(Standard.CodeLengthMax);
        builder.Property(v => v.ScopeKey).HasMaxLength(Values.MeasureValue.KeyLengthMax);
        builder.HasOne<Measure>().WithMany().HasForeignKey(v => v.MeasureCode).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_automatic_values_measure");
        builder.HasIndex(v => new { v.MeasureCode, v.Period }).HasDatabaseName("ix_automatic_values_period");
    }
}

internal sealed class FeedingDayMapping : IEntityTypeConfiguration<FeedingDay>
{
    public void Configure(EntityTypeBuilder<FeedingDay> builder)
    {
        builder.ToTable("feeding_days");
        builder.HasKey(d => d.Day);
        builder.Property(d => d.Day).ValueGeneratedNever();
    }
}
