using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Bank;

internal sealed class BankMapping : IEntityTypeConfiguration<BankStatement>, IEntityTypeConfiguration<BankLine>, IEntityTypeConfiguration<BankMatch>
{
    public const int ReasonLengthMax = 300;
    private const int SubjectLengthMax = 200;
    private const int HashLength = 32;

    public void Configure(EntityTypeBuilder<BankStatement> builder)
    {
        builder.ToTable("bank_statements");
        builder.Property(statement => statement.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(statement => statement.SentBy).HasMaxLength(SubjectLengthMax);
        builder.HasOne<Fund>().WithMany().HasForeignKey(statement => statement.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<BankLine> builder)
    {
        builder.ToTable("bank_lines", table => table.HasCheckConstraint("ck_bank_lines_amount", "amount_pence <> 0"));
        builder.HasKey(line => new { line.FundCode, line.Number });
        builder.Property(line => line.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(line => line.Number).ValueGeneratedNever();
        builder.Property(line => line.Reference).HasMaxLength(BankFile.TextLengthMax);
        builder.Property(line => line.Payer).HasMaxLength(BankFile.TextLengthMax);
        builder.Property(line => line.LineHash).HasMaxLength(HashLength);
        builder.HasIndex(line => new { line.FundCode, line.LineHash }).IsUnique().HasDatabaseName("ux_bank_lines_line");
        builder.HasOne<BankStatement>().WithMany().HasForeignKey(line => line.Statement).OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<BankMatch> builder)
    {
        builder.ToTable("bank_matches", table => table.HasCheckConstraint(
            "ck_bank_matches_undone", "(undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL)"));
        builder.Property(match => match.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(match => match.Explanation).HasMaxLength(ReasonLengthMax);
        builder.Property(match => match.MatchedBy).HasMaxLength(SubjectLengthMax);
        builder.Property(match => match.UndoneBy).HasMaxLength(SubjectLengthMax);
        builder.Property(match => match.UndoneReason).HasMaxLength(ReasonLengthMax);
        builder.HasOne<BankLine>().WithMany().HasForeignKey(match => new { match.FundCode, match.LineNumber }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<JournalEntry>().WithMany().HasForeignKey(match => new { match.FundCode, match.EntryNumber }).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(match => new { match.FundCode, match.EntryNumber }).HasFilter("undone_at IS NULL").IsUnique()
            .HasDatabaseName("ux_bank_matches_entry");
        builder.HasIndex(match => new { match.FundCode, match.LineNumber }).HasDatabaseName("ix_bank_matches_line");
    }
}
