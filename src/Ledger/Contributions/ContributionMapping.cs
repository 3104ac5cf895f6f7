using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Contributions;

internal sealed class ContributionMapping : IEntityTypeConfiguration<Contribution>
{
    public const string ReferenceIndex = "ux_contributions_reference";
    public const int ReferenceLengthMax = 60;
    private const int InstalmentLengthMax = 12;

    public void Configure(EntityTypeBuilder<Contribution> builder)
    {
        builder.ToTable("contributions", table => table.HasCheckConstraint("ck_contributions_amount", "amount_pence > 0"));
        builder.HasKey(contribution => contribution.Id);
        builder.Property(contribution => contribution.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(contribution => contribution.Partner).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(contribution => contribution.Programme).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(contribution => contribution.Reference).HasMaxLength(ReferenceLengthMax);
        builder.Property(contribution => contribution.Instalment).HasMaxLength(InstalmentLengthMax);
        builder.Ignore(contribution => contribution.Source);
        builder.Property(contribution => contribution.PostedBy).HasMaxLength(200);
        builder.HasOne<Fund>().WithMany().HasForeignKey(contribution => contribution.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(contribution => new { contribution.FundCode, contribution.Partner, contribution.Reference })
            .IsUnique().HasDatabaseName(ReferenceIndex);
        builder.IsAppendOnly();
    }
}
