using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Journal;

internal sealed class JournalMapping : IEntityTypeConfiguration<JournalEntry>, IEntityTypeConfiguration<JournalLine>,
    IEntityTypeConfiguration<JournalHead>, IEntityTypeConfiguration<AccountDay>
{
    public const int CodeLengthMax = 40;
    public const int AccountLengthMax = 60;
    public const int SourceLengthMax = 100;
    public const int NarrativeLengthMax = 200;
    private const int HashLength = 32;

    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("journal_entries", table =>
        {
            table.HasCheckConstraint("ck_journal_entries_number", "number > 0");
            table.HasCheckConstraint("ck_journal_entries_line_count", "line_count >= 2");
            table.HasCheckConstraint("ck_journal_entries_hashes", "length(hash) = 32 AND length(previous_hash) = 32");
            // The hash covers text of one field a line.
            table.HasCheckConstraint("ck_journal_entries_text", "(source || narrative) !~ '[[:cntrl:]]'");
        });
        builder.HasKey(entry => new { entry.FundCode, entry.Number });
        builder.Property(entry => entry.FundCode).HasMaxLength(CodeLengthMax);
        builder.Property(entry => entry.Sequence).UseIdentityAlwaysColumn();
        builder.Property(entry => entry.Source).HasMaxLength(SourceLengthMax);
        builder.Property(entry => entry.Narrative).HasMaxLength(NarrativeLengthMax);
        builder.Property(entry => entry.PreviousHash).HasMaxLength(HashLength);
        builder.Property(entry => entry.Hash).HasMaxLength(HashLength);
        builder.HasIndex(entry => entry.Sequence).IsUnique().HasDatabaseName("ux_journal_entries_sequence");
        builder.HasIndex(entry => entry.Source).IsUnique().HasDatabaseName("ux_journal_entries_source");
        builder.HasOne<JournalHead>().WithMany().HasForeignKey(entry => entry.FundCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(entry => entry.Lines).WithOne()
            .HasForeignKey(line => new { line.FundCode, line.EntryNumber }).OnDelete(DeleteBehavior.Restrict);
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<JournalLine> builder)
    {
        builder.ToTable("journal_lines", table =>
        {
            table.HasCheckConstraint("ck_journal_lines_amount", "amount_pence > 0");
            table.HasCheckConstraint("ck_journal_lines_side", "side IN ('Debit', 'Credit')");
            table.HasCheckConstraint("ck_journal_lines_account", "account !~ '[[:cntrl:]]'");
        });
        builder.HasKey(line => new { line.FundCode, line.EntryNumber, line.Position });
        builder.Property(line => line.FundCode).HasMaxLength(CodeLengthMax);
        builder.Property(line => line.Account).HasMaxLength(AccountLengthMax);
        builder.IsAppendOnly();
    }

    public void Configure(EntityTypeBuilder<JournalHead> builder)
    {
        builder.ToTable("journal_heads");
        builder.HasKey(head => head.FundCode);
        builder.Property(head => head.FundCode).HasMaxLength(CodeLengthMax);
        builder.Property(head => head.LastHash).HasMaxLength(HashLength);
    }

    public void Configure(EntityTypeBuilder<AccountDay> builder)
    {
        builder.ToTable("account_days");
        builder.HasKey(day => new { day.FundCode, day.Account, day.EffectiveOn });
        builder.Property(day => day.FundCode).HasMaxLength(CodeLengthMax);
        builder.Property(day => day.Account).HasMaxLength(AccountLengthMax);
    }
}
