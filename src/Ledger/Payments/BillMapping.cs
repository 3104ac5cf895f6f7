using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Payments;

internal sealed class BillMapping : IEntityTypeConfiguration<Bill>
{
    public const string ReferenceIndex = "ux_bills_reference";

    public void Configure(EntityTypeBuilder<Bill> builder)
    {
        builder.ToTable("bills", table => table.HasCheckConstraint("ck_bills_amount", "amount_pence > 0"));
        builder.HasKey(bill => bill.Id);
        builder.Property(bill => bill.Id).ValueGeneratedNever();
        builder.Property(bill => bill.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(bill => bill.Payee).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(bill => bill.Reference).HasMaxLength(ContributionMapping.ReferenceLengthMax);
        builder.Property(bill => bill.RegisteredBy).HasMaxLength(PaymentMapping.SubjectLengthMax);
        builder.HasOne<JournalEntry>().WithMany().HasForeignKey(bill => new { bill.FundCode, bill.EntryNumber }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(bill => new { bill.FundCode, bill.Payee, bill.Reference }).IsUnique().HasDatabaseName(ReferenceIndex);
        builder.IsAppendOnly();
    }
}
