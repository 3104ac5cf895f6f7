using System.Security.Cryptography;
using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using static IntegratedCare.Ledger.Tests.Statements.StatementCalls;

namespace IntegratedCare.Ledger.Tests.Statements;

/// <summary>A statement as a page and as a table.</summary>
public sealed class StatementFormTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_says_what_its_tables_are_runs_nothing_and_writes_every_word_as_text()
    {
        var (fund, _) = await host.AddFundAsync(terms => terms with { Name = "A <script>alert(1)</script> & \"fund\"" });
        await host.PayAsync(fund, A.Council, 123_456_789, new(2026, 7, 1));
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
}
