using System.Net;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Books;

/// <summary>Somebody with every right over the database switches the guards off and changes the books: it is found.</summary>
public sealed class VerifyJournalTests(RunningLedger ledger) : IAsyncLifetime
{
    private const int Entries = 5;
    private ServiceHost<Program, LedgerDb>? own;
    private string fund = "";

    private ServiceHost<Program, LedgerDb> Host => own ?? throw new InvalidOperationException("It starts with each test.");

    public async ValueTask InitializeAsync()
    {
        own = await ledger.StartAsync();
        (fund, _) = await own.AddFundAsync();
        using var finance = own.Finance();
        for (var number = 1; number <= Entries; number++)
        {
            using var answer = await finance.ContributeAsync(fund, A.Contribution(amountPence: number * 100));
            Assert.True(answer.IsSuccessStatusCode);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (own is not null) await own.DisposeAsync();
    }

    private async Task<VerificationView> VerifyAsync()
    {
        using var finance = Host.Finance();
        return await finance.ReadAsync<VerificationView>("/api/ledger/journal/verification");
    }

    private async Task TamperAsync(string sql)
    {
        await using var superuser = new NpgsqlConnection(Host.SuperuserConnectionString);
        await superuser.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"BEGIN; SET LOCAL session_replication_role = replica; {sql}; COMMIT", superuser);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Every_kind_of_tampering_is_found_and_the_entry_named()
    {
        Assert.Equal(new VerificationView(Entries, Intact: true, FirstBroken: null), await VerifyAsync());
        await TamperAsync("""
            CREATE TABLE kept_entries AS SELECT * FROM journal_entries; CREATE TABLE kept_balances AS SELECT * FROM account_balances;
            CREATE TABLE kept_heads AS SELECT * FROM journal_heads; CREATE TABLE kept_days AS SELECT * FROM account_days
            """);

        foreach (var (sql, entryNumber, reason) in Tampering)
        {
            await TamperAsync(sql);

            var found = await VerifyAsync();

            Assert.False(found.Intact, sql);
            Assert.Equal((sql, new Break(fund, entryNumber, reason)), (sql, found.FirstBroken));
            await TamperAsync("""
                DELETE FROM account_balances; DELETE FROM journal_entries; DELETE FROM journal_heads; DELETE FROM account_days;
                INSERT INTO journal_heads SELECT * FROM kept_heads; INSERT INTO account_days SELECT * FROM kept_days;
                INSERT INTO journal_entries SELECT * FROM kept_entries; INSERT INTO account_balances SELECT * FROM kept_balances
                """);
        }

        Assert.True((await VerifyAsync()).Intact);
    }

    [Fact]
    public async Task A_verification_may_begin_where_the_last_one_ended()
    {
        using var finance = Host.Finance();
        Assert.Equal(new(Entries, Intact: true, null), await SinceLastAsync());
        Assert.Equal(new(0, Intact: true, null), await SinceLastAsync());

        using var posted = await finance.ContributeAsync(fund, A.Contribution(amountPence: 7));

        Assert.Equal(new(1, Intact: true, null), await SinceLastAsync());
        foreach (var (sql, reason) in new[]
        {
            ("UPDATE account_balances SET debits_pence = debits_pence + 1 WHERE account = 'receipts'", BreakReason.BalancesDiffer),
            ("UPDATE account_days SET debits_pence = debits_pence + 1 WHERE account = 'receipts'", BreakReason.BalancesDiffer),
            ("UPDATE journal_heads SET last_hash = decode(repeat('00', 32), 'hex')", BreakReason.HeadDiffers),
        })
        {
            await TamperAsync($"CREATE TABLE undo_heads AS SELECT * FROM journal_heads; {sql}");
            Assert.Equal((sql, new Break(fund, Entries + 1, reason)), (sql, (await SinceLastAsync()).FirstBroken));
            await TamperAsync(sql.Replace("+ 1", "- 1", StringComparison.Ordinal)
                + "; UPDATE journal_heads SET last_hash = undo_heads.last_hash FROM undo_heads; DROP TABLE undo_heads");
        }

        await TamperAsync("UPDATE journal_entries SET narrative = 'other' WHERE number = 2");
        Assert.True((await SinceLastAsync()).Intact);
        Assert.Equal(new Break(fund, 2, BreakReason.EntryAltered), (await VerifyAsync()).FirstBroken);

        Task<VerificationView> SinceLastAsync() => finance.ReadAsync<VerificationView>("/api/ledger/journal/verification?sinceLast=true");
    }

    [Fact]
    public async Task What_is_wrong_with_the_books_of_others_is_not_told()
    {
        var (others, _) = await Host.AddFundAsync(terms => terms with { HostOrganisationCode = "other", Partners = [new("other", "Another", 1)] });
        using var other = Host.Finance("other");
        using var paid = await other.ContributeAsync(others, A.Contribution("other"));
        Assert.True(paid.IsSuccessStatusCode);
        await TamperAsync($"UPDATE journal_entries SET narrative = 'other' WHERE fund_code = '{others}'");

        Assert.Equal(new(Entries, Intact: true, null), await VerifyAsync());
        Assert.Equal(new Break(others, 1, BreakReason.EntryAltered),
            (await other.ReadAsync<VerificationView>("/api/ledger/journal/verification")).FirstBroken);

        // Books whose fund is gone are nobody's, and everybody hears of them.
        await TamperAsync($"DELETE FROM funds WHERE code = '{others}'");
        Assert.Equal(new Break(others, 1, BreakReason.EntryAltered), (await VerifyAsync()).FirstBroken);
    }

    [Fact]
    public async Task Of_many_who_verify_at_once_a_few_wait_and_the_rest_are_told_to_come_again()
    {
        var turn = Host.Services.GetRequiredService<VerificationTurns>().Whole;
        var isOver = new TaskCompletionSource<bool>();
        var running = turn.TakeAsync(() => isOver.Task, TestContext.Current.CancellationToken);
        var waiting = Enumerable.Range(0, VerificationTurns.Turn.WaitingMax).Select(_ => VerifyAsync()).ToList();
        await Eventually.Async(() => turn.Present == 1 + VerificationTurns.Turn.WaitingMax);
        using var finance = Host.Finance();

        using var refused = await finance.GetAsync(
            new Uri("/api/ledger/journal/verification", UriKind.Relative), TestContext.Current.CancellationToken);
        var since = await finance.ReadAsync<VerificationView>("/api/ledger/journal/verification?sinceLast=true");
        isOver.SetResult(true);

        Assert.Equal((HttpStatusCode.TooManyRequests, "journal.verification-running"), (refused.StatusCode, await refused.CodeAsync()));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.True(since.Intact);
        Assert.All(await Task.WhenAll(waiting), answer => Assert.True(answer.Intact));
        Assert.True(await running);
        Assert.Equal(0, turn.Present);
    }

    private static readonly (string Sql, long EntryNumber, BreakReason Reason)[] Tampering =
    [
        ("UPDATE journal_entries SET amounts_pence = '{301,-301}' WHERE number = 3", 3, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET accounts[2] = 'contributions:trust' WHERE number = 2", 2, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET amounts_pence = ARRAY[-amounts_pence[1], -amounts_pence[2]] WHERE number = 4", 4, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET accounts = ARRAY[accounts[2], accounts[1]] WHERE number = 4", 4, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET accounts = accounts || accounts, amounts_pence = amounts_pence || amounts_pence WHERE number = 2", 2,
            BreakReason.EntryAltered),
        ("UPDATE journal_entries SET posted_by = 'somebody else' WHERE number = 2", 2, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET posted_by = NULL WHERE number = 2", 2, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET narrative = 'other' WHERE number = 2", 2, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET source = 'other' WHERE number = 5", 5, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET kind = 'Spend' WHERE number = 5", 5, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET effective_on = effective_on + 1 WHERE number = 1", 1, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET posted_at = posted_at + interval '1 microsecond' WHERE number = 1", 1, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET hash = previous_hash WHERE number = 3", 3, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET previous_hash = hash WHERE number = 3", 3, BreakReason.ChainBroken),
        ("DELETE FROM journal_entries WHERE number = 3", 3, BreakReason.EntryMissing),
        ("DELETE FROM journal_entries WHERE number = 1", 1, BreakReason.EntryMissing),
        ("DELETE FROM journal_entries WHERE number = 5", 5, BreakReason.EntryMissing),
        ("DELETE FROM journal_entries", 1, BreakReason.EntryMissing),
        ("""
            UPDATE journal_entries SET number = number + 10 WHERE number IN (3, 4);
            UPDATE journal_entries SET number = 17 - number WHERE number IN (13, 14)
            """, 3, BreakReason.ChainBroken),
        ("UPDATE journal_heads SET last_number = 4, last_hash = (SELECT hash FROM journal_entries WHERE number = 4)", 5,
            BreakReason.HeadDiffers),
        ("UPDATE journal_heads SET last_hash = decode(repeat('00', 32), 'hex')", 5, BreakReason.HeadDiffers),
        ("DELETE FROM journal_heads", 5, BreakReason.HeadDiffers),
        ("UPDATE journal_heads SET last_number = 6", 6, BreakReason.EntryMissing),
        ("UPDATE account_days SET credits_pence = credits_pence + 1 WHERE account = 'contributions:council'", 5,
            BreakReason.BalancesDiffer),
        ("DELETE FROM account_days WHERE account = 'receipts'", 5, BreakReason.BalancesDiffer),
        ("INSERT INTO account_days SELECT fund_code, account, effective_on - 1, 5, 5, posted_on FROM account_days", 5, BreakReason.BalancesDiffer),
        ("UPDATE account_days SET posted_on = posted_on - 1", 5, BreakReason.BalancesDiffer),
        ("UPDATE account_balances SET debits_pence = debits_pence + 1", 5, BreakReason.BalancesDiffer),
        ("DELETE FROM account_balances WHERE account = 'receipts'", 5, BreakReason.BalancesDiffer),
    ];
}
