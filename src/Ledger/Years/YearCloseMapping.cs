using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Years;

internal sealed class YearCloseMapping : IEntityTypeConfiguration<YearClose>
{
    public void Configure(EntityTypeBuilder<YearClose> builder)
    {
        builder.ToTable("year_closes", table =>
        {
            table.HasCheckConstraint("ck_year_closes_next", "next_fund_code <> fund_code");
            table.HasCheckConstraint("ck_year_closes_entries", "cardinality(entry_numbers) = cardinality(next_entry_numbers)");
        });
        builder.HasKey(close => close.FundCode);
        builder.Property(close => close.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(close => close.NextFundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(close => close.ClosedBy).HasMaxLength(200);
        builder.HasOne<Fund>().WithMany().HasForeignKey(close => close.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Fund>().WithMany().HasForeignKey(close => close.NextFundCode).OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }
}
