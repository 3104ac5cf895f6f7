using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.RiskShares;

internal sealed class SettlementMapping : IEntityTypeConfiguration<RiskShareSettlement>, IEntityTypeConfiguration<SharePayment>
{
    public const string PaymentReferenceIndex = "ux_share_payments_reference";

    public void Configure(EntityTypeBuilder<RiskShareSettlement> builder)
    {
        builder.ToTable("risk_share_settlements", table =>
        {
            table.HasCheckConstraint("ck_risk_share_settlements_amounts", "outside_pence >= 0 AND underspend_pence >= 0");
            table.HasCheckConstraint("ck_risk_share_settlements_shares", "cardinality(partners) = cardinality(shares_pence)");
        });
        builder.HasKey(settlement => new { settlement.FundCode, settlement.Run });
        builder.Property(settlement => settlement.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(settlement => settlement.Run).ValueGeneratedNever();
        builder.Property(settlement => settlement.Reason).HasMaxLength(RiskShareSettlement.ReasonLengthMax);
        builder.Property(settlement => settlement.SettledBy).HasMaxLength(200);
        builder.HasOne<Fund>().WithMany().HasForeignKey(settlement => settlement.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<SharePayment> builder)
    {
        builder.ToTable("share_payments", table => table.HasCheckConstraint("ck_share_payments_amount", "amount_pence > 0"));
        builder.Property(payment => payment.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(payment => payment.Partner).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(payment => payment.Reference).HasMaxLength(ContributionMapping.ReferenceLengthMax);
        builder.Property(payment => payment.PostedBy).HasMaxLength(200);
        builder.Ignore(payment => payment.Source);
        builder.Ignore(payment => payment.Narrative);
        builder.HasOne<Fund>().WithMany().HasForeignKey(payment => payment.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(payment => new { payment.FundCode, payment.Partner, payment.IsRefund, payment.Reference })
            .IsUnique().HasDatabaseName(PaymentReferenceIndex);
        builder.IsAppendOnly();
    }
}
