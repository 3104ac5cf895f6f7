using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Statements;
using IntegratedCare.Ledger.Tests.Exports;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Statements;

public sealed class StatementTests(RunningLedger ledger)
{
    private const string Quarter = "2026/27-Q2";
    private static readonly DateOnly QuarterEnd = new(2026, 9, 30);

    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_quarterly_report_says_to_the_penny_what_the_accounts_say()
    {
        var fund = await RandomYear.BookAsync(host, entries: 500, seed: 21);
        var (opening, closing) = (await BalancesAsync(fund, new(2026, 6, 30)), await BalancesAsync(fund, QuarterEnd));

        var report = await DraftAsync(fund, "quarterly", Quarter);

        foreach (var row in Rows(report, "income"))
        {
            var account = $"contributions:{row.GetProperty("partner").GetString()}";
            Assert.Equal(-closing.GetValueOrDefault(account), Pence(row, "toDatePence"));
            Assert.Equal(opening.GetValueOrDefault(account) - closing.GetValueOrDefault(account), Pence(row, "inPeriodPence"));
        }

        foreach (var row in Rows(report, "expenditure"))
        {
            var programme = row.GetProperty("programme").GetString();
            Assert.Equal(closing.GetValueOrDefault($"expenditure:{programme}"), Pence(row, "toDatePence"));
            Assert.Equal(closing.GetValueOrDefault($"commitments:{programme}"), Pence(row, "committedPence"));
        }

        // What came in less what went out is what the fund has less what it owes: the books balance.
        Assert.Equal(Pence(Total(report, "summary"), "toDatePence"), Pence(Total(report, "holdings"), "toDatePence"));
        Assert.NotEqual(0, Pence(Total(report, "holdings"), "toDatePence"));
    }

    [Fact]
    public async Task The_partners_shares_of_every_line_sum_to_the_fund_exactly()
    {
        var fund = await RandomYear.BookAsync(host, entries: 500, seed: 22);
        var partners = Rows(await DraftAsync(fund, "annual", "2026/27"), "income").Select(row => row.GetProperty("partner").GetString()).ToList();
        var sums = new Dictionary<string, (long Whole, long Parts)>(StringComparer.Ordinal);

        foreach (var partner in partners)
        {
            foreach (var row in Rows(await DraftAsync(fund, "partner", Quarter, partner), "share"))
            {
                foreach (var (whole, part) in ((string, string)[])[("fundInPeriodPence", "shareInPeriodPence"), ("fundToDatePence", "shareToDatePence")])
                {
                    var line = $"{row.GetProperty("line").GetString()} {whole}";
                    sums[line] = (Pence(row, whole), sums.GetValueOrDefault(line).Parts + Pence(row, part));
                }
            }
        }

        Assert.Equal(5, partners.Count);
        Assert.Contains(sums.Values, sum => sum.Whole % 5 != 0);
        Assert.All(sums, sum => Assert.Equal(sum.Value.Whole, sum.Value.Parts));
    }

    [Fact]
    public async Task A_partner_finds_its_own_movements_and_nobody_elses_in_its_statement()
    {
        var (fund, _) = await host.AddFundAsync();
        await PayAsync(fund, A.Council, 1_250_000, new(2026, 7, 1));
        await PayAsync(fund, A.Trust, 30_001, new(2026, 8, 31));
        await PayAsync(fund, A.Trust, 7, new(2026, 10, 1));

        var statement = await DraftAsync(fund, "partner", Quarter, A.Trust);

        var movement = Assert.Single(Rows(statement, "movements"));
        Assert.Equal((2, 30_001), (Pence(movement, "number"), Pence(movement, "paidInPence")));
        var lines = Rows(statement, "contribution").ToDictionary(row => row.GetProperty("line").GetString()!, row => Pence(row, "pence"));
        Assert.Equal((600_000, 30_001, 569_999),
            (lines["Agreed for the year"], lines["Paid in in the period"], lines["Still to pay of what was agreed"]));
        Assert.DoesNotContain("Due by the last day", lines.Keys);       // no agreement says when
    }

    [Fact]
    public async Task What_is_due_follows_the_agreement()
    {
        var fund = await host.AddAgreedFundAsync();
        await PayAsync(fund, A.Trust, 200_000, new(2026, 4, 2));

        var report = await DraftAsync(fund, "quarterly", Quarter);

        // Two of four instalments, in April and July.
        Assert.Equal([(A.Council, 200_000, -200_000), (A.Trust, 300_000, -100_000)], Rows(report, "income").Select(row =>
            (row.GetProperty("partner").GetString(), Pence(row, "duePence"), Pence(row, "variancePence"))));
        Assert.Equal("Head of joint commissioning finance", report.GetProperty("facts").GetProperty("poolManager").GetString());
    }

    [Fact]
    public async Task An_issued_statement_stays_as_it_is_byte_for_byte_and_the_next_names_it()
    {
        var (fund, _) = await host.AddFundAsync();
        await PayAsync(fund, A.Council, 100, new(2026, 7, 1));
        var first = await IssueAsync(fund, "quarterly", Quarter);
        var before = await AllFormsAsync(fund, first.Number);

        Assert.Equal("statement.unchanged", await RefusedAsync(fund, "quarterly", Quarter));
        await PayAsync(fund, A.Trust, 23, new(2026, 7, 2));
        var second = await IssueAsync(fund, "quarterly", Quarter);

        Assert.Equal(before, await AllFormsAsync(fund, first.Number));
        Assert.NotEqual(before, await AllFormsAsync(fund, second.Number));
        Assert.Equal((1, 2, 1, 2L), (first.Number, second.Number, second.Supersedes, second.JournalNumber));
        Assert.Equal([first.Sha256.Json, first.Sha256.Csv, first.Sha256.Html], before.Select(text => HashOf(text)));
        using var json = JsonDocument.Parse((await AllFormsAsync(fund, 2))[0]);
        Assert.Equal("1", json.RootElement.GetProperty("facts").GetProperty("supersedes").GetString());
        Assert.Equal(second.JournalHash, json.RootElement.GetProperty("facts").GetProperty("journalHash").GetString());

        using var manager = host.Client(Roles.PoolManager, A.Council);
        var list = await manager.ReadAsync<Page<StatementView>>($"/api/ledger/funds/{fund}/statements");
        Assert.Equal([(2, null), (1, (int?)2)], list.Items.Select(s => (s.Number, s.SupersededBy)));
        Assert.Equal(first with { SupersededBy = 2 }, list.Items[1]);
    }

    [Fact]
    public async Task Nobody_changes_a_kept_statement_not_even_the_databases_owner()
    {
        var (fund, _) = await host.AddFundAsync();
        await IssueAsync(fund, "quarterly", Quarter);
        await using var owner = new Npgsql.NpgsqlConnection(host.OwnerConnectionString);
        await owner.OpenAsync(Cancelled);

        foreach (var attempt in (string[])
            [$"UPDATE issued_statements SET written_html = 'x' WHERE fund_code = '{fund}'", $"DELETE FROM issued_statements WHERE fund_code = '{fund}'"])
        {
            await using var command = new Npgsql.NpgsqlCommand(attempt, owner);
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync(Cancelled));
        }
    }

    [Theory]
    [InlineData("quarterly", "2026/27-Q3", null, 409, "statement.not-over")]
    [InlineData("annual", "2026/27", null, 409, "statement.not-over")]
    [InlineData("annual", "2025/26", null, 422, "statement.other-year")]
    [InlineData("annual", Quarter, null, 400, "statement.period-invalid")]
    [InlineData("quarterly", "2026/27", null, 400, "statement.period-invalid")]
    [InlineData("quarterly", "2026/27-Q5", null, 400, "statement.period-invalid")]
    [InlineData("quarterly", "2026/28-Q1", null, 400, "statement.period-invalid")]
    [InlineData("quarterly", "9999-13", null, 400, "statement.period-invalid")]
    [InlineData("monthly", "2026-07", null, 400, "statement.kind-unknown")]
    [InlineData("2", "2026/27", null, 400, "statement.kind-unknown")]
    [InlineData("partner", Quarter, null, 400, "statement.partner-missing")]
    [InlineData("quarterly", Quarter, A.Trust, 400, "statement.partner-missing")]
    [InlineData("partner", Quarter, "stranger", 422, "statement.partner-unknown")]
    [InlineData("betterCareFund", Quarter, null, 404, "better-care-plan.unknown")]
    public async Task What_cannot_be_issued_is_refused(string kind, string period, string? partner, int status, string code)
    {
        var (fund, _) = await host.AddFundAsync();
        using var manager = host.Client(Roles.PoolManager, A.Council);

        using var answer = await manager.PostAsJsonAsync($"/api/ledger/funds/{fund}/statements", new IssueStatementRequest(kind, period, partner),
            RunningLedger.Json, Cancelled);

        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
        await using var db = host.Db();
        Assert.False(await db.IssuedStatements.AnyAsync(s => s.FundCode == fund, Cancelled));
    }

    [Fact]
    public async Task Reports_are_for_who_sees_the_fund_and_a_partners_statement_for_it_and_the_host()
    {
        var (fund, _) = await host.AddFundAsync();
        await IssueAsync(fund, "quarterly", Quarter);
        await IssueAsync(fund, "partner", Quarter, A.Trust);
        await IssueAsync(fund, "partner", Quarter, A.Council);

        foreach (var (client, seen) in ((HttpClient, int[])[])
            [(host.Finance(), [3, 2, 1]), (host.Finance(A.Trust), [2, 1]), (host.Client(Roles.BoardMember, "stranger"), [1])])
        {
            var list = await client.ReadAsync<Page<StatementView>>($"/api/ledger/funds/{fund}/statements");
            Assert.Equal(seen, list.Items.Select(s => s.Number));
            foreach (var number in (int[])[1, 2, 3, 4])
            {
                using var answer = await client.GetAsync(new Uri($"/api/ledger/funds/{fund}/statements/{number}", UriKind.Relative), Cancelled);
                Assert.Equal((number, seen.Contains(number) ? "" : "statement.unknown"),
                    (number, answer.IsSuccessStatusCode ? "" : await answer.CodeAsync()));
            }

            client.Dispose();
        }

        Assert.Equal("fund.not-your-organisation", await CodeOfAsync(host.Finance("stranger"), $"/api/ledger/funds/{fund}/statements/1"));
        Assert.Equal("fund.not-the-host",
            await CodeOfAsync(host.Finance(A.Trust), $"/api/ledger/funds/{fund}/statements/draft?kind=quarterly&period={Quarter}"));
        await using var db = host.Db();
        Assert.Equal(6, await db.Database.SqlQuery<int>($"""
            SELECT count(*)::int AS "Value" FROM access_records
            WHERE action = 'statement.read' AND record_id LIKE {fund + "/%"} AND outcome = 'Succeeded'
            """).SingleAsync(Cancelled));
    }

    [Fact]
    public async Task The_page_says_what_its_tables_are_runs_nothing_and_writes_every_word_as_text()
    {
        var (fund, _) = await host.AddFundAsync(terms => terms with { Name = "A <script>alert(1)</script> & \"fund\"" });
        await PayAsync(fund, A.Council, 123_456_789, new(2026, 7, 1));
        using var manager = host.Client(Roles.PoolManager, A.Council);

        using var answer = await manager.GetAsync(new Uri(
            $"/api/ledger/funds/{fund}/statements/draft?kind=partner&partner=council&period={Quarter}&format=html", UriKind.Relative), Cancelled);
        var page = await answer.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("A &lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "<h1>"));
        Assert.Equal(Regex.Count(page, "<table>"), Regex.Count(page, "<table>\n<caption>[^<]+</caption>"));
        Assert.DoesNotMatch("<th(?! scope=)[ >]", page);
        Assert.Contains("£1,234,567.89", page, StringComparison.Ordinal);
        Assert.Contains("£1.235m", page, StringComparison.Ordinal);
        var style = Regex.Match(page, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        Assert.Contains($"sha256-{Convert.ToBase64String(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)))}",
            answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_gets_lines_of_one_width_and_no_formula()
    {
        var (fund, _) = await host.AddFundAsync(terms => terms with
        {
            Partners = [new(A.Council, "=HYPERLINK(\"http://a\")", 1), new(A.Trust, "-1+2", 2)],
        });
        using var manager = host.Client(Roles.PoolManager, A.Council);

        var text = await manager.GetStringAsync(new Uri(
            $"/api/ledger/funds/{fund}/statements/draft?kind=quarterly&period={Quarter}&format=csv", UriKind.Relative), Cancelled);

        var rows = CsvRows.Of(text).ToList();
        Assert.Single(rows.Select(row => row.Count).Distinct());
        Assert.DoesNotContain(rows.SelectMany(row => row), cell => cell.Length > 0 && "=+@".Contains(cell[0], StringComparison.Ordinal));
        Assert.All(rows.SelectMany(row => row).Where(cell => cell.StartsWith('-')), cell => Assert.Matches(@"^-[0-9]+\.[0-9]{2}$", cell));
        Assert.Contains(rows, row => row[0] == A.Trust && row[1] == "'-1+2" && row[4] == "0.00");
        Assert.DoesNotMatch("(?<!\r)\n", text);
    }

    private async Task PayAsync(string fund, string partner, long pence, DateOnly on)
    {
        using var finance = host.Finance(partner);
        using var paid = await finance.ContributeAsync(fund, A.Contribution(partner, pence) with { ValueDate = on });
        Assert.Equal(HttpStatusCode.Created, paid.StatusCode);
    }

    private async Task<StatementView> IssueAsync(string fund, string kind, string period, string? partner = null)
    {
        using var manager = host.Client(Roles.PoolManager, A.Council);
        using var answer = await manager.PostAsJsonAsync($"/api/ledger/funds/{fund}/statements", new IssueStatementRequest(kind, period, partner),
            RunningLedger.Json, Cancelled);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<StatementView>(RunningLedger.Json, Cancelled) ?? throw new InvalidOperationException();
    }

    private async Task<string> RefusedAsync(string fund, string kind, string period)
    {
        using var manager = host.Client(Roles.PoolManager, A.Council);
        using var answer = await manager.PostAsJsonAsync($"/api/ledger/funds/{fund}/statements", new IssueStatementRequest(kind, period),
            RunningLedger.Json, Cancelled);
        return await answer.CodeAsync();
    }

    private async Task<List<string>> AllFormsAsync(string fund, int number)
    {
        using var finance = host.Finance();
        var forms = new List<string>();
        foreach (var format in (string[])["json", "csv", "html"])
        {
            forms.Add(await finance.GetStringAsync(
                new Uri($"/api/ledger/funds/{fund}/statements/{number}?format={format}", UriKind.Relative), Cancelled));
        }

        return forms;
    }

    private async Task<JsonElement> DraftAsync(string fund, string kind, string period, string? partner = null)
    {
        using var manager = host.Client(Roles.PoolManager, A.Council);
        return await manager.ReadAsync<JsonElement>($"/api/ledger/funds/{fund}/statements/draft?kind={kind}&period={Uri.EscapeDataString(period)}"
            + (partner is null ? "" : $"&partner={partner}"));
    }

    private async Task<Dictionary<string, long>> BalancesAsync(string fund, DateOnly asOf)
    {
        await using var db = host.Db();
        return await db.AccountDays.Where(d => d.FundCode == fund && d.EffectiveOn <= asOf).GroupBy(d => d.Account)
            .ToDictionaryAsync(a => a.Key, a => a.Sum(d => d.DebitsPence - d.CreditsPence), Cancelled);
    }

    private static async Task<string> CodeOfAsync(HttpClient client, string path)
    {
        using (client)
        using (var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancelled)) return await answer.CodeAsync();
    }

    private static List<JsonElement> Rows(JsonElement statement, string table) =>
        [.. statement.GetProperty("tables").GetProperty(table).GetProperty("rows").EnumerateArray()];

    private static JsonElement Total(JsonElement statement, string table) =>
        statement.GetProperty("tables").GetProperty(table).GetProperty("total");

    private static long Pence(JsonElement row, string column) => row.GetProperty(column).GetInt64();

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
