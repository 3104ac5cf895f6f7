using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Spending;

internal sealed class BudgetLineMapping : IEntityTypeConfiguration<BudgetLine>
{
    public void Configure(EntityTypeBuilder<BudgetLine> builder)
    {
        builder.ToTable("budget_lines", table => table.HasCheckConstraint("ck_budget_lines_amount", "amount_pence > 0"));
        builder.HasKey(line => new { line.FundCode, line.ProgrammeCode, line.Division, line.Part });
        builder.Property(line => line.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(line => line.ProgrammeCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(line => line.Part).HasMaxLength(AttributionMapping.NeighbourhoodLengthMax);
        builder.HasOne<Fund>().WithMany().HasForeignKey(line => line.FundCode).OnDelete(DeleteBehavior.Restrict);
    }
}
