using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Accruals;

internal sealed class AccrualMapping : IEntityTypeConfiguration<Accrual>
{
    /// <summary>Leaves room for the words that the undoing entry puts before it.</summary>
    public const int NarrativeLengthMax = 170;

    public void Configure(EntityTypeBuilder<Accrual> builder)
    {
        builder.ToTable("accruals", table =>
        {
            table.HasCheckConstraint("ck_accruals_amount", "amount_pence > 0 AND bookings > 0");
            table.HasCheckConstraint("ck_accruals_period", "extract(day FROM period_end + 1) = 1");
            table.HasCheckConstraint("ck_accruals_entries", "reversal_entry_number = entry_number + 1");
        });
        builder.HasKey(accrual => accrual.Id);
        builder.Property(accrual => accrual.Id).ValueGeneratedNever();
        builder.Property(accrual => accrual.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(accrual => accrual.ProgrammeCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(accrual => accrual.Narrative).HasMaxLength(NarrativeLengthMax);
        builder.Property(accrual => accrual.Source).HasMaxLength(JournalMapping.SourceLengthMax);
        builder.HasOne<Authorisation>().WithOne().HasForeignKey<Accrual>(accrual => accrual.Source).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Fund>().WithMany().HasForeignKey(accrual => accrual.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(accrual => new { accrual.FundCode, accrual.PeriodEnd, accrual.Id }).HasDatabaseName("ix_accruals_fund");
        builder.IsAppendOnly();
    }
}
