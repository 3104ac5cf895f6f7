using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Payments;

internal sealed class PaymentMapping : IEntityTypeConfiguration<PaymentRun>, IEntityTypeConfiguration<PaymentInstruction>,
    IEntityTypeConfiguration<PaymentItem>
{
    public const int ReasonLengthMax = 500;
    internal const int SubjectLengthMax = 200;

    public void Configure(EntityTypeBuilder<PaymentRun> builder)
    {
        builder.ToTable("payment_runs", table =>
        {
            table.HasCheckConstraint("ck_payment_runs_total", "total_pence > 0 AND number > 0");
            table.HasCheckConstraint("ck_payment_runs_status", "status IN ('Proposed', 'Approved', 'Rejected', 'Withdrawn')");
            table.HasCheckConstraint("ck_payment_runs_decided",
                "(status = 'Proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL) AND (status = 'Rejected') = (reason IS NOT NULL)");
            table.HasCheckConstraint("ck_payment_runs_posted", "(status = 'Approved') = (entry_number IS NOT NULL)");
            table.HasCheckConstraint("ck_payment_runs_originator", "(status = 'Approved') = (originator_id IS NOT NULL)");
            // Nobody approves what they themselves proposed, and nobody else takes it back.
            table.HasCheckConstraint("ck_payment_runs_four_eyes", "(status = 'Withdrawn') = (decided_by = proposed_by)");
        });
        builder.HasKey(run => run.Id);
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(run => run.ProposedBy).HasMaxLength(SubjectLengthMax);
        builder.Property(run => run.DecidedBy).HasMaxLength(SubjectLengthMax);
        builder.Property(run => run.Reason).HasMaxLength(ReasonLengthMax);
        builder.Property(run => run.Status).IsConcurrencyToken();
        builder.HasOne<Fund>().WithMany().HasForeignKey(run => run.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<JournalEntry>().WithMany().HasForeignKey(run => new { run.FundCode, run.EntryNumber }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Payee>().WithMany().HasForeignKey(run => run.OriginatorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(run => run.Instructions).WithOne().HasForeignKey(i => i.RunId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(run => new { run.FundCode, run.Number }).IsUnique().HasDatabaseName("ux_payment_runs_number");
    }

    public void Configure(EntityTypeBuilder<PaymentInstruction> builder)
    {
        builder.ToTable("payment_instructions", table =>
            table.HasCheckConstraint("ck_payment_instructions_amount", "amount_pence > 0 AND item_count > 0"));
        builder.HasKey(instruction => new { instruction.RunId, instruction.Position });
        builder.Property(instruction => instruction.Position).ValueGeneratedNever();
        builder.HasOne<Payee>().WithMany().HasForeignKey(instruction => instruction.PayeeId).OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<PaymentItem> builder)
    {
        builder.ToTable("payment_items");
        builder.HasKey(item => new { item.FundCode, item.EntryNumber, item.Position, item.BillId });
        builder.Property(item => item.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(item => item.Position).ValueGeneratedNever();
        builder.HasOne<JournalEntry>().WithMany().HasForeignKey(item => new { item.FundCode, item.EntryNumber }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PaymentRun>().WithMany().HasForeignKey(item => item.RunId).OnDelete(DeleteBehavior.Restrict);
    }
}
