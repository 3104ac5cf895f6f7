using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Approvals;

internal sealed class ApprovalMapping : IEntityTypeConfiguration<Approval>
{
    public const int ReasonLengthMax = 500;
    public const int SubjectLengthMax = 200;

    public void Configure(EntityTypeBuilder<Approval> builder)
    {
        builder.ToTable("approvals", table =>
        {
            table.HasCheckConstraint("ck_approvals_status", "status IN ('Pending', 'Approved', 'Rejected', 'Withdrawn')");
            table.HasCheckConstraint("ck_approvals_decided",
                "(status = 'Pending') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)");
            // Nobody approves what they themselves asked for, and nobody else takes it back.
            table.HasCheckConstraint("ck_approvals_four_eyes", "status NOT IN ('Approved', 'Rejected') OR decided_by <> asked_by");
            table.HasCheckConstraint("ck_approvals_withdrawn", "status <> 'Withdrawn' OR decided_by = asked_by");
            table.HasCheckConstraint("ck_approvals_in_time", "decided_at < expires_at");
            table.HasCheckConstraint("ck_approvals_reason", "(status = 'Rejected') = (decision_reason IS NOT NULL)");
            table.HasCheckConstraint("ck_approvals_amount", "amount_pence > 0 AND limit_pence >= 0 AND amount_pence > limit_pence");
            table.HasCheckConstraint("ck_approvals_entry", "entry_number IS NULL OR status = 'Approved'");
        });
        builder.HasKey(approval => approval.Id);
        builder.Property(approval => approval.Id).ValueGeneratedNever();
        builder.Property(approval => approval.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(approval => approval.Narrative).HasMaxLength(JournalMapping.NarrativeLengthMax);
        builder.Property(approval => approval.Reason).HasMaxLength(ReasonLengthMax);
        builder.Property(approval => approval.DecisionReason).HasMaxLength(ReasonLengthMax);
        builder.Property(approval => approval.Asked).HasColumnType("jsonb");
        builder.Property(approval => approval.AskedBy).HasMaxLength(SubjectLengthMax);
        builder.Property(approval => approval.AskedByOrganisation).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(approval => approval.DecidedBy).HasMaxLength(SubjectLengthMax);
        builder.Property(approval => approval.Status).IsConcurrencyToken();
        builder.HasOne<Fund>().WithMany().HasForeignKey(approval => approval.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(approval => new { approval.FundCode, approval.AskedAt }).HasFilter("status = 'Pending'")
            .HasDatabaseName("ix_approvals_pending");
        builder.HasIndex(approval => new { approval.FundCode, approval.Status, approval.AskedAt }).HasDatabaseName("ix_approvals_status");
    }
}
