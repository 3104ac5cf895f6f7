using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Virements;

internal sealed class VirementMapping : IEntityTypeConfiguration<Virement>
{
    public void Configure(EntityTypeBuilder<Virement> builder)
    {
        builder.ToTable("virements", table =>
        {
            table.HasCheckConstraint("ck_virements_amount", "amount_pence > 0");
            table.HasCheckConstraint("ck_virements_programmes", "from_programme <> to_programme");
        });
        builder.HasKey(virement => virement.Id);
        builder.Property(virement => virement.Id).ValueGeneratedNever();
        builder.Property(virement => virement.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(virement => virement.FromProgramme).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(virement => virement.ToProgramme).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(virement => virement.Source).HasMaxLength(JournalMapping.SourceLengthMax);
        builder.HasOne<Authorisation>().WithOne().HasForeignKey<Virement>(virement => virement.Source).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Fund>().WithMany().HasForeignKey(virement => virement.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(virement => new { virement.FundCode, virement.EffectiveOn }).HasDatabaseName("ix_virements_fund");
        builder.IsAppendOnly();
    }
}
