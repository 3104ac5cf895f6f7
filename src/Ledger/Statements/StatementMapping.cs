using IntegratedCare.Kernel.Database;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Statements;

internal sealed class StatementMapping : IEntityTypeConfiguration<IssuedStatement>
{
    private const int PeriodLengthMax = 10;
    private const int SubjectLengthMax = 200;
    private const int HashLength = 32;

    public void Configure(EntityTypeBuilder<IssuedStatement> builder)
    {
        builder.ToTable("issued_statements", table =>
        {
            table.HasCheckConstraint("ck_issued_statements_number", "number > 0 AND supersedes < number");
            table.HasCheckConstraint("ck_issued_statements_hashes",
                "length(journal_hash) = 32 AND length(figures_hash) = 32 AND json_hash = sha256(written_json) AND csv_hash = sha256(written_csv) AND html_hash = sha256(written_html)");
            table.HasCheckConstraint("ck_issued_statements_partner", "(kind = 'Partner') = (partner IS NOT NULL)");
        });
        builder.HasKey(statement => statement.Id);
        builder.Property(statement => statement.Id).ValueGeneratedNever();
        builder.Property(statement => statement.FundCode).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(statement => statement.Period).HasMaxLength(PeriodLengthMax);
        builder.Property(statement => statement.Partner).HasMaxLength(JournalMapping.CodeLengthMax);
        builder.Property(statement => statement.IssuedBy).HasMaxLength(SubjectLengthMax);
        builder.Property(statement => statement.JournalHash).HasMaxLength(HashLength);
        builder.Property(statement => statement.FiguresHash).HasMaxLength(HashLength);
        builder.Property(statement => statement.JsonHash).HasMaxLength(HashLength);
        builder.Property(statement => statement.CsvHash).HasMaxLength(HashLength);
        builder.Property(statement => statement.HtmlHash).HasMaxLength(HashLength);
        builder.HasOne<Fund>().WithMany().HasForeignKey(statement => statement.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(statement => new { statement.FundCode, statement.Number }).IsUnique().HasDatabaseName("ux_issued_statements_number");
        builder.HasIndex(statement => new { statement.FundCode, statement.Supersedes }).IsUnique().HasDatabaseName("ux_issued_statements_supersedes");
        builder.IsAppendOnly();
    }
}
