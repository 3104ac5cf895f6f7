using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Contributions;

internal sealed class PlannedChangeMapping : IEntityTypeConfiguration<PlannedChange>
{
    public const int ReasonLengthMax = 300;

    public void Configure(EntityTypeBuilder<PlannedChange> builder)
    {
        builder.ToTable("planned_changes", table => table.HasCheckConstraint("ck_planned_changes_amount", "amount_pence <> 0"));
        builder.Property(change => change.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(change => change.Partner).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(change => change.Reason).HasMaxLength(ReasonLengthMax);
        builder.Property(change => change.PlannedBy).HasMaxLength(200);
        builder.HasOne<Fund>().WithMany().HasForeignKey(change => change.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }
}
