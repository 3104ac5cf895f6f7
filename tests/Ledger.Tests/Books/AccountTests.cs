using System.Net;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Tests.Exports;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.Books;

/// <summary>An account's page: what stands there, and how it came about.</summary>
public sealed class AccountTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_account_of_a_random_year_runs_from_its_opening_balance_to_what_the_chart_says()
    {
        var fund = await RandomYear.BookAsync(host, entries: 400, seed: 7);
        using var finance = host.Finance();
        var before = await finance.ReadAsync<AccountsView>($"/api/ledger/funds/{fund}/accounts?asOf=2026-05-31");
        var after = await finance.ReadAsync<AccountsView>($"/api/ledger/funds/{fund}/accounts?asOf=2026-12-31");
        Assert.Equal(0, after.Accounts.Sum(account => account.BalancePence));
        Assert.Equal(AccountKind.Income, after.Accounts.Single(account => account.Account == "contributions:council").Kind);

        foreach (var account in after.Accounts)
        {
            var entries = await ReadAsync(finance, fund, account.Account, "from=2026-06-01&to=2026-12-31&limit=7");
            var opening = before.Accounts.SingleOrDefault(a => a.Account == account.Account)?.BalancePence ?? 0;

            foreach (var entry in entries)
            {
                opening += entry.DebitsPence - entry.CreditsPence;
                Assert.Equal(opening, entry.BalancePence);
                Assert.InRange(entry.EffectiveOn, new DateOnly(2026, 6, 1), new DateOnly(2026, 12, 31));
            }

            Assert.Equal(account.BalancePence, opening);
            Assert.Equal(entries.Select(e => e.Number).Distinct().Order(), entries.Select(e => e.Number));
        }
    }

    [Fact]
    public async Task How_other_partners_pay_is_for_the_host()
    {
        var fund = await RandomYear.BookAsync(host, entries: 60, seed: 8);

        foreach (var (organisation, account, status, code) in ((string, string, HttpStatusCode, string)[])
            [(A.Council, "receipts", HttpStatusCode.OK, ""), ("00Y", "receipts", HttpStatusCode.Forbidden, "account.for-the-host"),
                ("00Y", "contributions:00Y", HttpStatusCode.OK, ""), ("00Y", "contributions:council", HttpStatusCode.Forbidden, "account.for-the-host"),
                ("00Y", "expenditure:community", HttpStatusCode.OK, ""), ("stranger", "receipts", HttpStatusCode.Forbidden, "fund.not-your-organisation"),
                (A.Council, "no-such-account", HttpStatusCode.NotFound, "account.unknown")])
        {
            using var client = host.Finance(organisation);
            using var answer = await client.GetAsync(new Uri($"/api/ledger/funds/{fund}/accounts/{account}/entries", UriKind.Relative), Cancelled);
            Assert.Equal((account, status, code), (account, answer.StatusCode, answer.IsSuccessStatusCode ? "" : await answer.CodeAsync()));
        }
    }

    [Theory]
    [InlineData("after=nonsense")]
    [InlineData("after=1")]
    [InlineData("after=1:2:3")]
    [InlineData("after=1:9223372036854775807")]
    [InlineData("after=1:-9223372036854775808")]
    public async Task A_cursor_that_is_none_of_ours_is_refused(string query)
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance();
        using var paid = await finance.ContributeAsync(fund, A.Contribution());

        using var answer = await finance.GetAsync(new Uri($"/api/ledger/funds/{fund}/accounts/receipts/entries?{query}", UriKind.Relative), Cancelled);

        Assert.Equal((HttpStatusCode.BadRequest, "journal.cursor-invalid"), (answer.StatusCode, await answer.CodeAsync()));
    }

    private static async Task<List<AccountEntryView>> ReadAsync(HttpClient finance, string fund, string account, string query)
    {
        var entries = new List<AccountEntryView>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await finance.ReadAsync<Feed<AccountEntryView>>(
                $"/api/ledger/funds/{fund}/accounts/{Uri.EscapeDataString(account)}/entries?{query}&after={Uri.EscapeDataString(cursor)}");
            entries.AddRange(page.Items);
            cursor = page.Next;
        }

        return entries;
    }
}
