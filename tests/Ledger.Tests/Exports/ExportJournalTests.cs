using System.Net;
using System.Text;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Exports;

/// <summary>What leaves for other programs: they are the judges of whether it is right.</summary>
public sealed class ExportJournalTests(RunningLedger ledger) : IDisposable
{
    private const int Entries = 10_000;
    private const int Seed = 20261127;

    private static readonly (string? From, string? To)[] Windows = [(null, null), ("2026-04-01", "2026-12-31")];

    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => files.Delete(recursive: true);

    [Fact]
    public async Task Hledger_and_beancount_find_every_balance_of_a_random_year_to_the_penny()
    {
        AccountingProgram.RequireInstalled("hledger");
        AccountingProgram.RequireInstalled("bean-check");
        var fund = await RandomYear.BookAsync(host, Entries, Seed);

        foreach (var (from, to) in Windows)
        {
            var expected = await BalancesAsync(fund, to);
            Assert.True(expected.Count(account => account.Value != 0) > 20, "a year that moves little proves little");

            Assert.Equal(expected, InOrder(await AccountingProgram.HledgerAsync(await FileAsync(fund, "hledger", from, to))));
            Assert.Equal(expected, InOrder(await AccountingProgram.BeancountAsync(await FileAsync(fund, "beancount", from, to))));
        }
    }

    [Fact]
    public async Task What_an_entry_says_is_found_again_in_either_program()
    {
        AccountingProgram.RequireInstalled("hledger");
        AccountingProgram.RequireInstalled("bean-check");
        var fund = await RandomYear.BookAsync(host, entries: 200, Seed);
        await using var db = host.Db();
        var posted = await db.JournalEntries.AsNoTracking().Where(e => e.FundCode == fund).OrderBy(e => e.Number).ToListAsync(Cancelled);

        var hledger = await AccountingProgram.RunAsync("hledger", "-f", await FileAsync(fund, "hledger"), "print", "--output-format=csv");
        var beancount = await AccountingProgram.RunAsync("bean-query", "--format=csv", await FileAsync(fund, "beancount"),
            "SELECT DISTINCT entry_meta('entry') AS number, entry_meta('source') AS source, entry_meta('hash') AS hash, narration");

        var described = CsvRows.Of(hledger).Skip(1).ToLookup(row => row[4]);
        var narrated = CsvRows.Of(beancount).Skip(1).ToLookup(row => row[0].Trim());
        foreach (var entry in posted)
        {
            var hash = Convert.ToHexStringLower(entry.Hash);
            var row = described[$"{entry.Number}"].First();
            Assert.Equal(entry.Narrative, Uri.UnescapeDataString(row[5]));
            Assert.Contains($"hash: {hash}", row[6], StringComparison.Ordinal);
            Assert.Contains($"source: {Uri.EscapeDataString(entry.Source).Replace("%3A", ":", StringComparison.Ordinal)}", row[6], StringComparison.Ordinal);
            Assert.Equal([entry.Source, hash, entry.Narrative.Trim()], narrated[$"{entry.Number}"].First().Skip(1).Select(cell => cell.Trim()));
        }
    }

    [Fact]
    public async Task A_spreadsheet_gets_every_line_once_and_runs_nothing()
    {
        var fund = await RandomYear.BookAsync(host, entries: 300, Seed);
        using var finance = host.Finance();

        var rows = CsvRows.Of(await finance.GetStringAsync(Address(fund, "csv", "2026-06-01", "2026-11-30"), Cancelled)).ToList();

        Assert.Equal(["number", "effective_on", "posted_at", "kind", "source", "narrative", "account", "debit", "credit", "previous_hash", "hash"], rows[0]);
        Assert.DoesNotContain(rows.SelectMany(row => row), cell => cell.Length > 0 && "=+-@".Contains(cell[0], StringComparison.Ordinal));
        Assert.Contains(rows, row => row[5].StartsWith("'=SUM(A1)", StringComparison.Ordinal));
        Assert.All(rows.Skip(1), row => Assert.InRange(row[1], "2026-05-31", "2026-11-30"));
        var balances = rows.Skip(1).GroupBy(row => row[6], row => Pence(row[7]) - Pence(row[8]))
            .ToDictionary(account => account.Key, account => account.Sum(), StringComparer.Ordinal);
        Assert.Equal((await BalancesAsync(fund, "2026-11-30")).Where(a => a.Value != 0), InOrder(balances).Where(a => a.Value != 0));
    }

    [Fact]
    public async Task A_fund_without_entries_is_a_file_that_both_programs_read()
    {
        AccountingProgram.RequireInstalled("hledger");
        AccountingProgram.RequireInstalled("bean-check");
        var (fund, _) = await host.AddFundAsync();

        Assert.Empty(await AccountingProgram.HledgerAsync(await FileAsync(fund, "hledger")));
        Assert.Empty(await AccountingProgram.BeancountAsync(await FileAsync(fund, "beancount", "2026-05-01", "2026-05-01")));
    }

    [Theory]
    [InlineData("", "export.format-unknown")]
    [InlineData("?format=xlsx", "export.format-unknown")]
    [InlineData("?format=csv&from=2026-05-02&to=2026-05-01", "export.window-invalid")]
    [InlineData("?format=csv&from=0001-01-01", "export.window-invalid")]
    [InlineData("?format=csv&to=9999-12-31", "export.window-invalid")]
    [InlineData("?format=csv&to=2026-02-30", "request.invalid")]
    public async Task A_malformed_question_is_refused(string query, string code)
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance();

        using var answer = await finance.GetAsync(new Uri($"/api/ledger/funds/{fund}/export{query}", UriKind.Relative), Cancelled);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task The_whole_books_leave_for_the_host_alone_and_are_noted()
    {
        var (fund, _) = await host.AddFundAsync();

        foreach (var (client, status, code) in ((HttpClient, HttpStatusCode, string)[])
            [(host.Finance(), HttpStatusCode.OK, ""), (host.Client(Roles.PoolManager, A.Council), HttpStatusCode.OK, ""),
                (host.Finance(A.Trust), HttpStatusCode.Forbidden, "fund.not-the-host"),
                (host.Finance("stranger"), HttpStatusCode.Forbidden, "fund.not-your-organisation"),
                (host.Client(Roles.BoardMember, A.Council), HttpStatusCode.Forbidden, "request.forbidden")])
        {
            using var answer = await client.GetAsync(Address(fund, "csv"), Cancelled);
            Assert.Equal((status, code), (answer.StatusCode, answer.IsSuccessStatusCode ? "" : await answer.CodeAsync()));
            client.Dispose();
        }

        using var unknown = await host.Finance().GetAsync(Address("no-such-fund", "csv"), Cancelled);
        Assert.Equal("fund.unknown", await unknown.CodeAsync());
        await using var db = host.Db();
        Assert.Equal(2, await db.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM access_records WHERE action = 'journal.export' AND record_id = {fund} AND outcome = 'Succeeded'
            """).SingleAsync(Cancelled));
    }

    private async Task<IReadOnlyList<KeyValuePair<string, long>>> BalancesAsync(string fund, string? to)
    {
        using var finance = host.Finance();
        var balance = await finance.ReadAsync<TrialBalanceView>($"/api/ledger/trial-balance?asOf={to ?? "2099-12-31"}");
        return InOrder(balance.Accounts.Where(a => a.FundCode == fund).ToDictionary(a => a.Account, a => a.DebitsPence - a.CreditsPence));
    }

    private async Task<string> FileAsync(string fund, string format, string? from = null, string? to = null)
    {
        using var finance = host.Finance();
        var file = Path.Combine(files.FullName, $"{Guid.NewGuid():N}.{format}");
        await File.WriteAllTextAsync(file, await finance.GetStringAsync(Address(fund, format, from, to), Cancelled), new UTF8Encoding(false), Cancelled);
        return file;
    }

    private static Uri Address(string fund, string format, string? from = null, string? to = null) => new(
        $"/api/ledger/funds/{fund}/export?format={format}{(from is null ? "" : $"&from={from}")}{(to is null ? "" : $"&to={to}")}", UriKind.Relative);

    private static IReadOnlyList<KeyValuePair<string, long>> InOrder(Dictionary<string, long> balances) =>
        [.. balances.OrderBy(account => account.Key, StringComparer.Ordinal)];

    private static long Pence(string amount) =>
        amount.Length == 0 ? 0 : (long)(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) * 100);
}
