using IntegratedCare.Kernel.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IntegratedCare.Ledger.Journal;

internal sealed class JournalMapping : IEntityTypeConfiguration<JournalEntry>, IEntityTypeConfiguration<JournalHead>,
    IEntityTypeConfiguration<AccountDay>, IEntityTypeConfiguration<AccountBalance>
{
    public const int CodeLengthMax = 40;
    public const int AccountLengthMax = 60;
    public const int SourceLengthMax = 100;
    public const int NarrativeLengthMax = 200;
    public const int LinesMax = 200;
    public const string SourceIndex = "ux_journal_entries_source";
    public const string NotOverdrawn = "ck_account_balances_not_overdrawn";
    public const string OnOpenDay = "journal_entry_on_open_day";
    private const int PostedByLengthMax = 200;
    private const int HashLength = 32;

    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.ToTable("journal_entries", table =>
        {
            table.HasCheckConstraint("ck_journal_entries_number", "number > 0");
            table.HasCheckConstraint("ck_journal_entries_hashes", "length(hash) = 32 AND length(previous_hash) = 32");
            // A null anywhere would let a check pass, so that each says that there is none.
            table.HasCheckConstraint("ck_journal_entries_lines",
                $"cardinality(amounts_pence) BETWEEN 2 AND {LinesMax} AND cardinality(accounts) = cardinality(amounts_pence) "
                + "AND array_ndims(amounts_pence) = 1 AND array_ndims(accounts) = 1 AND array_lower(amounts_pence, 1) = 1 AND array_lower(accounts, 1) = 1 "
                + "AND array_position(amounts_pence, NULL) IS NULL AND array_position(accounts, NULL) IS NULL AND array_position(amounts_pence, 0) IS NULL");
            table.HasCheckConstraint("ck_journal_entries_balance",
                "CASE cardinality(amounts_pence) WHEN 2 THEN amounts_pence[1] + amounts_pence[2] = 0 ELSE journal_amounts_balance(amounts_pence) END");
            // The hash covers text of one field a line.
            table.HasCheckConstraint("ck_journal_entries_text",
                "(source || narrative || coalesce(posted_by, '') || array_to_string(accounts, '')) !~ '[[:cntrl:]]'");
        });
        builder.HasKey(entry => new { entry.FundCode, entry.Number });
        builder.Property(entry => entry.FundCode).HasMaxLength(CodeLengthMax);
        builder.Property(entry => entry.Source).HasMaxLength(SourceLengthMax);
        builder.Property(entry => entry.Narrative).HasMaxLength(NarrativeLengthMax);
        builder.Property(entry => entry.PostedBy).HasMaxLength(PostedByLengthMax);
        builder.Property(entry => entry.Accounts).HasColumnType($"character varying({AccountLengthMax})[]");
        builder.Property(entry => entry.PreviousHash).HasMaxLength(HashLength);
        builder.Property(entry => entry.Hash).HasMaxLength(HashLength);
        builder.Ignore(entry => entry.Lines);
        builder.HasIndex(entry => entry.Source).IsUnique().HasDatabaseName(SourceIndex);
        builder.HasIndex(entry => new { entry.FundCode, entry.EffectiveOn, entry.Number }).HasDatabaseName("ix_journal_entries_effective_on");
        // Rows lie in the order of posting, so that a few bytes for each stretch of the table tell where a day begins.
        builder.HasIndex(entry => entry.PostedAt).HasMethod("brin").HasDatabaseName("ix_journal_entries_posted_at");
        builder.HasOne<JournalHead>().WithMany().HasForeignKey(entry => entry.FundCode).OnDelete(DeleteBehavior.Restrict);
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
        builder.HasKey(day => new { day.FundCode, day.Account, day.EffectiveOn, day.PostedOn });
        builder.Property(day => day.FundCode).HasMaxLength(CodeLengthMax);
        builder.Property(day => day.Account).HasMaxLength(AccountLengthMax);
    }

    public void Configure(EntityTypeBuilder<AccountBalance> builder)
    {
        builder.ToTable("account_balances", table => table.HasCheckConstraint(NotOverdrawn, $"""
            CASE WHEN account = '{Account.Receipts}' OR account LIKE '{Account.Commitments("%")}' THEN debits_pence >= credits_pence
                 WHEN account = '{Account.ReserveForCommitments}' THEN credits_pence >= debits_pence ELSE true END
            """));
        builder.HasKey(balance => new { balance.FundCode, balance.Account });
        builder.Property(balance => balance.FundCode).HasMaxLength(CodeLengthMax);
        builder.Property(balance => balance.Account).HasMaxLength(AccountLengthMax);
    }
}
