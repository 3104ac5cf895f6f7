using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Quality.Measures.Values;

internal sealed class MeasureValueMapping : IEntityTypeConfiguration<MeasureValue>
{
    public void Configure(EntityTypeBuilder<MeasureValue> builder)
    {
        builder.ToTable("measure_values", table => table.HasCheckConstraint(
            "ck_measure_values_category_of_dimension", "(dimension is null) = (category = '') and (dimension is null or scope = 'Place')"));
        builder.IsAppendOnly();
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.MeasureCode).HasMaxLength(Standard.CodeLengthMax);
        builder.Property(v => v.ScopeKey).HasMaxLength(MeasureValue.KeyLengthMax);
        builder.Property(v => v.Category).HasMaxLength(MeasureValue.CategoryLengthMax);
        builder.Property(v => v.Reason).HasMaxLength(MeasureValue.ReasonLengthMax);
        builder.Property(v => v.BySubject).HasMaxLength(200);
        builder.Property(v => v.ByRole).HasMaxLength(50);
        builder.Property(v => v.ByOrganisation).HasMaxLength(100);
        builder.Ignore(v => v.Means);
        builder.Ignore(v => v.Figures);
        builder.HasOne<Measure>().WithMany().HasForeignKey(v => v.MeasureCode).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_measure_values_measure");
        builder.HasOne<ValueImport>().WithMany().HasForeignKey(v => v.ImportId).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_measure_values_import");
        builder.HasIndex(v => new { v.MeasureCode, v.Scope, v.ScopeKey, v.Dimension, v.Category, v.Period, v.Version })
            .IsUnique().AreNullsDistinct(false).HasDatabaseName("ux_measure_values_version");
    }
}

internal sealed class ValueImportMapping : IEntityTypeConfiguration<ValueImport>
{
    public void Configure(EntityTypeBuilder<ValueImport> builder)
    {
        builder.ToTable("measure_imports");
        builder.IsAppendOnly();
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.MeasureCode).HasMaxLength(Standard.CodeLengthMax);
        builder.Property(i => i.BySubject).HasMaxLength(200);
        builder.Property(i => i.ByRole).HasMaxLength(50);
        builder.Property(i => i.ByOrganisation).HasMaxLength(100);
        builder.HasOne<Measure>().WithMany().HasForeignKey(i => i.MeasureCode).OnDelete(DeleteBehavior.Restrict)
            .HasConstraintName("fk_measure_imports_measure");
        builder.HasIndex(i => new { i.MeasureCode, i.At }).HasDatabaseName("ix_measure_imports_measure");
    }
}
