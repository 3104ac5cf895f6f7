using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Rephasings;

internal sealed class RephasingMapping : IEntityTypeConfiguration<Rephasing>
{
    public void Configure(EntityTypeBuilder<Rephasing> builder)
    {
        builder.ToTable("rephasings", table =>
        {
            table.HasCheckConstraint("ck_rephasings_amount", "amount_pence > 0");
            table.HasCheckConstraint("ck_rephasings_years", "from_year <> to_year");
            table.HasCheckConstraint("ck_rephasings_number", "number > 0");
        });
        builder.HasKey(rephasing => new { rephasing.FundCode, rephasing.Number });
        builder.Property(rephasing => rephasing.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(rephasing => rephasing.Number).ValueGeneratedNever();
        builder.Property(rephasing => rephasing.FromYear).HasConversion(year => year.StartYear, start => new FinancialYear(start));
        builder.Property(rephasing => rephasing.ToYear).HasConversion(year => year.StartYear, start => new FinancialYear(start));
        builder.Property(rephasing => rephasing.Reason).HasMaxLength(RephaseRequest.ReasonLengthMax);
        builder.Property(rephasing => rephasing.AskedBy).HasMaxLength(200);
        builder.HasOne<Fund>().WithMany().HasForeignKey(rephasing => rephasing.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }
}
