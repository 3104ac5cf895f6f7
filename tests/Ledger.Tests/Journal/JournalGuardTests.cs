using IntegratedCare.Ledger.Journal;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Journal;

/// <summary>What the database refuses whatever the code above it does.</summary>
public sealed class JournalGuardTests(RunningLedger ledger)
{
    private const string NoPrivilege = PostgresErrorCodes.InsufficientPrivilege;
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    /// <summary>A fund with one contribution, and its head behind that.</summary>
    private async Task<JournalHead> FundWithEntryAsync()
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance();
        using var posted = await finance.ContributeAsync(fund, A.Contribution());
        await using var db = host.Db();
        return await db.JournalHeads.AsNoTracking().SingleAsync(h => h.FundCode == fund, TestContext.Current.CancellationToken);
    }

    private static JournalEntry Next(JournalHead head, params (Side Side, long AmountPence)[] lines) => new()
    {
        FundCode = head.FundCode,
        Number = head.LastNumber + 1,
        Kind = EntryKind.Contribution,
        EffectiveOn = A.Today,
        PostedAt = A.Now,
        Source = A.Code("source"),
        Narrative = "Narrative",
        LineCount = 2,
        PreviousHash = head.LastHash,
        Hash = new byte[32],
        Lines = [.. lines.Select((line, index) => Line(head, index + 1, line.Side, line.AmountPence))],
    };

    private static JournalLine Line(JournalHead head, int position, Side side, long amountPence, long ahead = 1) => new()
    {
        FundCode = head.FundCode,
        EntryNumber = head.LastNumber + ahead,
        Position = position,
        Account = "receipts",
        Side = side,
        AmountPence = amountPence,
    };

    private async Task<string> RefusalAsync(params object[] rows)
    {
        await using var db = host.Db();
        db.AddRange(rows);
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
        return Assert.IsType<PostgresException>(refused.GetBaseException()).SqlState;
    }

    private static async Task<string?> RefusalOfAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        var refused = await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        return (refused as PostgresException)?.SqlState;
    }

    [Fact]
    public async Task Debits_equal_credits_at_commit()
    {
        var head = await FundWithEntryAsync();

        Assert.Equal("23514", await RefusalAsync(Next(head, (Side.Debit, 100), (Side.Credit, 99))));
        Assert.Equal("23514", await RefusalAsync(Next(head, (Side.Debit, 100), (Side.Debit, 100))));
    }

    [Fact]
    public async Task An_entry_has_its_lines_at_commit()
    {
        var head = await FundWithEntryAsync();

        Assert.Equal("23514", await RefusalAsync(Next(head)));
        Assert.Equal("23514", await RefusalAsync(Next(head, (Side.Debit, 100))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-100)]
    public async Task A_line_has_an_amount_above_zero(long amountPence)
    {
        var head = await FundWithEntryAsync();

        Assert.Equal("23514", await RefusalAsync(Next(head, (Side.Debit, amountPence), (Side.Credit, amountPence))));
    }

    [Fact]
    public async Task Nothing_is_added_to_an_entry_that_stands_not_even_a_pair_that_balances()
    {
        var head = await FundWithEntryAsync();

        Assert.Equal("23514", await RefusalAsync(
            Line(head, 3, Side.Debit, 5, ahead: 0), Line(head, 4, Side.Credit, 5, ahead: 0)));
    }

    [Fact]
    public async Task An_entry_follows_the_last_one()
    {
        var head = await FundWithEntryAsync();
        var sound = Next(head, (Side.Debit, 1), (Side.Credit, 1));

        Assert.Equal("23000", await RefusalAsync(With(sound, number: head.LastNumber + 2, sound.PreviousHash)));
        Assert.Equal("23000", await RefusalAsync(With(sound, number: head.LastNumber, sound.PreviousHash)));
        Assert.Equal("23000", await RefusalAsync(With(sound, sound.Number, previousHash: new byte[32])));

        static JournalEntry With(JournalEntry entry, long number, byte[] previousHash) => new()
        {
            FundCode = entry.FundCode,
            Number = number,
            Kind = entry.Kind,
            EffectiveOn = entry.EffectiveOn,
            PostedAt = entry.PostedAt,
            Source = A.Code("source"),
            Narrative = entry.Narrative,
            LineCount = 2,
            PreviousHash = previousHash,
            Hash = entry.Hash,
            Lines = [],
        };
    }

    [Fact]
    public async Task Nothing_with_the_same_source_posts_twice()
    {
        var head = await FundWithEntryAsync();
        await using var db = host.Db();
        var source = await db.JournalEntries.Where(e => e.FundCode == head.FundCode).Select(e => e.Source)
            .SingleAsync(TestContext.Current.CancellationToken);
        var posting = Posting.Contribution(head.FundCode, A.Council, 5, A.Today, source, "Again");

        Assert.Equal(PostgresErrorCodes.UniqueViolation, await RefusalAsync(head.Append(posting, A.Now)));
    }

    [Fact]
    public async Task A_line_break_cannot_forge_the_text_that_a_hash_covers()
    {
        var head = await FundWithEntryAsync();
        var posting = Posting.Contribution(head.FundCode, A.Council, 5, A.Today, A.Code("source"), "two\nlines");

        Assert.Equal("23514", await RefusalAsync(head.Append(posting, A.Now)));
    }

    [Theory]
    [InlineData("journal_entries", "narrative = 'x'")]
    [InlineData("journal_lines", "amount_pence = 1")]
    [InlineData("contributions", "amount_pence = 1")]
    [InlineData("journal_heads", "last_number = 0")]
    [InlineData("account_days", "debits_pence = 0")]
    public async Task The_services_own_login_cannot_change_or_remove_what_was_posted(string table, string change)
    {
        await FundWithEntryAsync();

        Assert.Equal(NoPrivilege, await RefusalOfAsync(host.ConnectionString, $"UPDATE {table} SET {change}"));
        Assert.Equal(NoPrivilege, await RefusalOfAsync(host.ConnectionString, $"DELETE FROM {table}"));
        Assert.Equal(NoPrivilege, await RefusalOfAsync(host.ConnectionString, $"TRUNCATE {table} CASCADE"));
        Assert.Equal(NoPrivilege, await RefusalOfAsync(host.ConnectionString, $"ALTER TABLE {table} DISABLE TRIGGER ALL"));
        Assert.Equal(NoPrivilege, await RefusalOfAsync(host.ConnectionString, "SET session_replication_role = replica"));
    }

    [Theory]
    [InlineData("journal_entries", "narrative = 'x'", "23001")]
    [InlineData("journal_lines", "amount_pence = 1", "23001")]
    [InlineData("contributions", "amount_pence = 1", "23001")]
    [InlineData("journal_heads", "last_number = 0", NoPrivilege)]
    [InlineData("account_days", "debits_pence = 0", NoPrivilege)]
    public async Task The_databases_owner_is_refused_too(string table, string change, string sqlState)
    {
        await FundWithEntryAsync();

        Assert.Equal(sqlState, await RefusalOfAsync(host.OwnerConnectionString, $"UPDATE {table} SET {change}"));
        Assert.Equal(sqlState, await RefusalOfAsync(host.OwnerConnectionString, $"DELETE FROM {table}"));
        Assert.NotNull(await RefusalOfAsync(host.OwnerConnectionString, $"TRUNCATE {table} CASCADE"));
    }

    [Fact]
    public async Task Heads_begin_at_nothing_and_day_sums_are_only_folded()
    {
        Assert.Equal(NoPrivilege, await RefusalOfAsync(host.ConnectionString,
            "INSERT INTO journal_heads VALUES ('forged', 7, decode(repeat('00', 32), 'hex'))"));
        Assert.Equal(NoPrivilege, await RefusalOfAsync(host.ConnectionString,
            "INSERT INTO journal_heads VALUES ('forged', 0, decode(repeat('01', 32), 'hex'))"));
        Assert.Equal(NoPrivilege, await RefusalOfAsync(host.ConnectionString,
            "INSERT INTO account_days VALUES ('forged', 'receipts', '2026-11-20', 1, 1)"));
    }
}
