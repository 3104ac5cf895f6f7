using IntegratedCare.Kernel.Errors;
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

    private static JournalEntry Next(JournalHead head, params long[] pence) => new()
    {
        FundCode = head.FundCode,
        Number = head.LastNumber + 1,
        Kind = EntryKind.Contribution,
        EffectiveOn = A.Today,
        PostedAt = A.Now,
        Source = A.Code("source"),
        Narrative = "Narrative",
        Accounts = [.. pence.Select(_ => "other-income")],
        AmountsPence = pence,
        PreviousHash = head.LastHash,
        Hash = new byte[32],
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
    public async Task Debits_equal_credits()
    {
        var head = await FundWithEntryAsync();

        Assert.Equal("23514", await RefusalAsync(Next(head, 100, -99)));
        Assert.Equal("23514", await RefusalAsync(Next(head, 100, 100)));
        Assert.Equal("23514", await RefusalAsync(Next(head, 100, -50, -49)));
    }

    [Fact]
    public async Task An_entry_has_its_lines()
    {
        var head = await FundWithEntryAsync();

        Assert.Equal("23514", await RefusalAsync(Next(head)));
        Assert.Equal("23514", await RefusalAsync(Next(head, 100)));
    }

    [Fact]
    public async Task No_line_is_without_an_amount_or_an_account()
    {
        var head = await FundWithEntryAsync();

        Assert.Equal("23514", await RefusalAsync(Next(head, 0, 0)));
        Assert.Equal("23514", await RefusalAsync(Next(head, 100, -100, 0)));
        foreach (var (accounts, pence) in new[]
        {
            ("ARRAY['a']", "ARRAY[1, -1]"), ("ARRAY['a', 'b', 'c']", "ARRAY[1, -1]"), ("ARRAY['a', NULL]", "ARRAY[1, -1]"),
            ("ARRAY['a', 'b']", "ARRAY[1, NULL]"), ("'[0:1]={a,b}'", "'[0:1]={1,-1}'"), ("ARRAY[['a'], ['b']]", "ARRAY[[1], [-1]]"),
            ("'{}'", "'{}'"),
        })
            Assert.Equal((accounts, pence, "23514"), (accounts, pence, await RefusalOfAsync(host.ConnectionString, $"""
                INSERT INTO journal_entries (fund_code, number, kind, effective_on, posted_at, source, narrative, accounts, amounts_pence, previous_hash, hash)
                SELECT fund_code, last_number + 1, 'Contribution', '2026-11-20', '2026-11-20T12:00Z', 'forged', 'forged', {accounts}, {pence}, last_hash, last_hash
                FROM journal_heads WHERE fund_code = '{head.FundCode}'
                """)));
    }

    [Fact]
    public async Task Nothing_takes_effect_on_a_closed_day_and_days_can_be_opened_again()
    {
        var head = await FundWithEntryAsync();
        var close = $"UPDATE journal_heads SET closed_through = '2026-11-20' WHERE fund_code = '{head.FundCode}'";
        Assert.Null(await RefusalOfAsync(host.ConnectionString, close));

        await using (var closed = host.Db())
        {
            closed.Add(Next(head, 1, -1));
            var refused = await Assert.ThrowsAsync<DomainException>(() => closed.SaveChangesAsync(TestContext.Current.CancellationToken));
            Assert.Equal("journal.period-closed", refused.Error.Code);
        }

        Assert.Null(await RefusalOfAsync(host.ConnectionString, close.Replace("'2026-11-20'", "NULL", StringComparison.Ordinal)));
        await using var db = host.Db();
        db.Add(head.Append(Posting.Contribution(head.FundCode, A.Council, 5, A.Today, A.Code("source"), "Open again"), A.Now));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Cash_and_what_is_set_aside_cannot_fall_below_nothing()
    {
        var head = await FundWithEntryAsync();

        foreach (var (account, pence) in new[] { ("receipts", -100_001L), ("commitments:community", -1L), ("reserve-for-commitments", 1L) })
        {
            var entry = Next(head, pence, -pence);
            entry.Accounts[0] = account;
            await using var db = host.Db();
            db.Add(entry);
            var refused = await Assert.ThrowsAsync<DomainException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
            Assert.Equal("journal.overdrawn", refused.Error.Code);
        }
    }

    [Fact]
    public async Task An_entry_is_not_posted_before_the_one_before_it()
    {
        var head = await FundWithEntryAsync();
        var sound = Next(head, 1, -1);

        Assert.Equal("23000", await RefusalOfAsync(host.ConnectionString, $"""
            INSERT INTO journal_entries (fund_code, number, kind, effective_on, posted_at, source, narrative, accounts, amounts_pence, previous_hash, hash)
            SELECT fund_code, last_number + 1, 'Contribution', '2026-11-20', last_posted_at - interval '1 microsecond', '{sound.Source}', 'early', ARRAY['a', 'b'], ARRAY[1, -1],
                last_hash, last_hash FROM journal_heads WHERE fund_code = '{head.FundCode}'
            """));
    }

    [Fact]
    public async Task An_entry_follows_the_last_one()
    {
        var head = await FundWithEntryAsync();
        var sound = Next(head, 1, -1);

        Assert.Equal("23000", await RefusalAsync(With(sound, number: head.LastNumber + 2, sound.PreviousHash)));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, await RefusalAsync(With(sound, number: head.LastNumber, sound.PreviousHash)));
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
            Accounts = entry.Accounts,
            AmountsPence = entry.AmountsPence,
            PreviousHash = previousHash,
            Hash = entry.Hash,
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
    [InlineData("journal_checkpoints", "number = 1")]
    [InlineData("account_balances", "credits_pence = 0")]
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
    [InlineData("account_balances", "credits_pence = 0", NoPrivilege)]
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
            "INSERT INTO journal_heads (fund_code, last_number, last_hash) VALUES ('forged', 7, decode(repeat('00', 32), 'hex'))"));
        Assert.Equal(NoPrivilege, await RefusalOfAsync(host.ConnectionString,
            "INSERT INTO journal_heads (fund_code, last_number, last_hash) VALUES ('forged', 0, decode(repeat('01', 32), 'hex'))"));
        Assert.Equal(NoPrivilege, await RefusalOfAsync(host.ConnectionString,
            "INSERT INTO account_days (fund_code, account, effective_on, posted_on, debits_pence, credits_pence) VALUES ('forged', 'receipts', '2026-11-20', '2026-11-20', 1, 1)"));
    }
}
