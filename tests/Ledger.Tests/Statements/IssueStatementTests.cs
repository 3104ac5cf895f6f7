using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Statements;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using static IntegratedCare.Ledger.Tests.Statements.StatementCalls;

namespace IntegratedCare.Ledger.Tests.Statements;

/// <summary>What is issued stays, and who may read it.</summary>
public sealed class IssueStatementTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_issued_statement_stays_as_it_is_byte_for_byte_and_the_next_names_it()
    {
        var (fund, _) = await host.AddFundAsync();
        await host.PayAsync(fund, A.Council, 100, new(2026, 7, 1));
        var first = await host.IssueAsync(fund, "quarterly", Quarter);
        var before = await host.AllFormsAsync(fund, first.Number);

        Assert.Equal("statement.unchanged", await host.RefusedAsync(fund, "quarterly", Quarter));
        await host.PayAsync(fund, A.Trust, 23, new(2026, 7, 2));
        var second = await host.IssueAsync(fund, "quarterly", Quarter);

        Assert.Equal(before, await host.AllFormsAsync(fund, first.Number));
        Assert.NotEqual(before, await host.AllFormsAsync(fund, second.Number));
        Assert.Equal((1, 2, 1, 2L), (first.Number, second.Number, second.Supersedes, second.JournalNumber));
        Assert.Equal([first.Sha256.Json, first.Sha256.Csv, first.Sha256.Html], before.Select(text => HashOf(text)));
        using var json = JsonDocument.Parse((await host.AllFormsAsync(fund, 2))[0]);
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
        await host.IssueAsync(fund, "quarterly", Quarter);
        await using var owner = new NpgsqlConnection(host.OwnerConnectionString);
        await owner.OpenAsync(Cancelled);

        foreach (var attempt in (string[])
            [$"UPDATE issued_statements SET written_html = 'x' WHERE fund_code = '{fund}'", $"DELETE FROM issued_statements WHERE fund_code = '{fund}'"])
        {
            await using var command = new NpgsqlCommand(attempt, owner);
            await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancelled));
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
        await host.IssueAsync(fund, "quarterly", Quarter);
        await host.IssueAsync(fund, "partner", Quarter, A.Trust);
        await host.IssueAsync(fund, "partner", Quarter, A.Council);

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
}
