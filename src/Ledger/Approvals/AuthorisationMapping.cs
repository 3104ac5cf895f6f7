using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Approvals;

internal sealed class AuthorisationMapping : IEntityTypeConfiguration<Authorisation>
{
    public void Configure(EntityTypeBuilder<Authorisation> builder)
    {
        builder.ToTable("authorisations", table =>
        {
            table.HasCheckConstraint("ck_authorisations_amount", "amount_pence > 0 AND limit_pence >= 0");
            table.HasCheckConstraint("ck_authorisations_limit", "approval_id IS NOT NULL OR amount_pence <= limit_pence");
        });
        builder.HasKey(authorisation => authorisation.Source);
        builder.Property(authorisation => authorisation.Source).HasMaxLength(JournalMapping.SourceLengthMax);
        builder.Property(authorisation => authorisation.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(authorisation => authorisation.MadeBy).HasMaxLength(ApprovalMapping.SubjectLengthMax);
        builder.Property(authorisation => authorisation.Reason).HasMaxLength(ApprovalMapping.ReasonLengthMax);
        builder.HasOne<Fund>().WithMany().HasForeignKey(authorisation => authorisation.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Approval>().WithOne().HasForeignKey<Authorisation>(authorisation => authorisation.ApprovalId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(authorisation => authorisation.ApprovalId).IsUnique().HasDatabaseName("ux_authorisations_approval");
        builder.IsAppendOnly();
    }
}
