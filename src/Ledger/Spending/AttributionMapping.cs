using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Spending;

internal sealed class AttributionMapping : IEntityTypeConfiguration<Attribution>
{
    /// <summary>A neighbourhood's code as the place gives it.</summary>
    public const int NeighbourhoodLengthMax = 50;

    public void Configure(EntityTypeBuilder<Attribution> builder)
    {
        builder.ToTable("attributions", table =>
        {
            table.HasCheckConstraint("ck_attributions_known", "provider_id IS NOT NULL OR neighbourhood_code IS NOT NULL");
            table.HasCheckConstraint("ck_attributions_position", "position > 0");
        });
        builder.HasKey(part => new { part.FundCode, part.EntryNumber, part.Position });
        builder.Property(part => part.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(part => part.ProgrammeCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(part => part.NeighbourhoodCode).HasMaxLength(NeighbourhoodLengthMax);
        builder.IsAppendOnly();
    }
}
