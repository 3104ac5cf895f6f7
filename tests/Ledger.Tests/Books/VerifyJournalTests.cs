using IntegratedCare.Ledger.Books;
using IntegratedCare.Testing;
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
            CREATE TABLE kept_entries AS SELECT * FROM journal_entries; CREATE TABLE kept_lines AS SELECT * FROM journal_lines;
            CREATE TABLE kept_heads AS SELECT * FROM journal_heads; CREATE TABLE kept_days AS SELECT * FROM account_days
            """);

        foreach (var (sql, entryNumber, reason) in Tampering)
        {
            await TamperAsync(sql);

            var found = await VerifyAsync();

            Assert.False(found.Intact, sql);
            Assert.Equal((sql, new Break(fund, entryNumber, reason)), (sql, found.FirstBroken));
            await TamperAsync("""
                DELETE FROM journal_lines; DELETE FROM journal_entries; DELETE FROM journal_heads; DELETE FROM account_days;
                INSERT INTO journal_heads SELECT * FROM kept_heads; INSERT INTO account_days SELECT * FROM kept_days;
                INSERT INTO journal_entries OVERRIDING SYSTEM VALUE SELECT * FROM kept_entries;
                INSERT INTO journal_lines SELECT * FROM kept_lines
                """);
        }

        Assert.True((await VerifyAsync()).Intact);
    }

    private static readonly (string Sql, long EntryNumber, BreakReason Reason)[] Tampering =
    [
        ("UPDATE journal_lines SET amount_pence = amount_pence + 1 WHERE entry_number = 3", 3, BreakReason.EntryAltered),
        ("UPDATE journal_lines SET account = 'contributions:trust' WHERE entry_number = 2 AND position = 2", 2, BreakReason.EntryAltered),
        ("UPDATE journal_lines SET side = CASE side WHEN 'Debit' THEN 'Credit' ELSE 'Debit' END WHERE entry_number = 4", 4,
            BreakReason.EntryAltered),
        ("UPDATE journal_lines SET position = 3 - position + 10 WHERE entry_number = 4", 4, BreakReason.EntryAltered),
        ("DELETE FROM journal_lines WHERE entry_number = 1 AND position = 1", 1, BreakReason.EntryAltered),
        ("INSERT INTO journal_lines SELECT fund_code, entry_number, position + 2, account, side, amount_pence FROM journal_lines "
            + "WHERE entry_number = 2", 2, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET narrative = 'other' WHERE number = 2", 2, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET source = 'other' WHERE number = 5", 5, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET kind = 'Spend' WHERE number = 5", 5, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET effective_on = effective_on + 1 WHERE number = 1", 1, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET posted_at = posted_at + interval '1 microsecond' WHERE number = 1", 1, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET hash = previous_hash WHERE number = 3", 3, BreakReason.EntryAltered),
        ("UPDATE journal_entries SET previous_hash = hash WHERE number = 3", 3, BreakReason.ChainBroken),
        ("DELETE FROM journal_entries WHERE number = 3", 3, BreakReason.EntryMissing),
        ("DELETE FROM journal_entries WHERE number = 1", 1, BreakReason.EntryMissing),
        ("DELETE FROM journal_entries WHERE number = 5; DELETE FROM journal_lines WHERE entry_number = 5", 5, BreakReason.EntryMissing),
        ("DELETE FROM journal_entries; DELETE FROM journal_lines", 1, BreakReason.EntryMissing),
        ("""
            UPDATE journal_entries SET number = number + 10 WHERE number IN (3, 4);
            UPDATE journal_entries SET number = 17 - number WHERE number IN (13, 14);
            UPDATE journal_lines SET entry_number = 7 - entry_number, position = position + 10 WHERE entry_number IN (3, 4)
            """, 3, BreakReason.ChainBroken),
        ("UPDATE journal_heads SET last_number = 4, last_hash = (SELECT hash FROM journal_entries WHERE number = 4)", 5,
            BreakReason.HeadDiffers),
        ("UPDATE journal_heads SET last_hash = decode(repeat('00', 32), 'hex')", 5, BreakReason.HeadDiffers),
        ("DELETE FROM journal_heads", 5, BreakReason.HeadDiffers),
        ("UPDATE journal_heads SET last_number = 6", 6, BreakReason.EntryMissing),
        ("INSERT INTO journal_lines SELECT fund_code, 99, position, account, side, amount_pence FROM journal_lines "
            + "WHERE entry_number = 1", 99, BreakReason.LineWithoutEntry),
        ("UPDATE account_days SET credits_pence = credits_pence + 1 WHERE account = 'contributions:council'", 5,
            BreakReason.BalancesDiffer),
        ("DELETE FROM account_days WHERE account = 'receipts'", 5, BreakReason.BalancesDiffer),
        ("INSERT INTO account_days SELECT fund_code, account, effective_on - 1, 5, 5 FROM account_days", 5, BreakReason.BalancesDiffer),
    ];
}
