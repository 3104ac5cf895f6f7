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

    [Fact]
    public async Task A_balance_is_told_as_it_was_known_before_a_later_entry_changed_the_past()
    {
        var (fund, _) = await host.AddFundAsync();
        await PostAsync(fund, 100, new(2026, 11, 17, 10, 0, 0, TimeSpan.Zero));
        await PostAsync(fund, 20, new(2026, 11, 18, 9, 0, 0, TimeSpan.Zero));
        await PostAsync(fund, 3, new(2026, 11, 18, 12, 0, 0, TimeSpan.Zero));
        using var finance = host.Finance();

        foreach (var (known, pence) in ((string, long)[])
            [("", 123), ("&knownAt=2026-11-16T00:00:00Z", 0), ("&knownAt=2026-11-17T10:00:00Z", 100), ("&knownAt=2026-11-17T23:59:59Z", 100),
                ("&knownAt=2026-11-18T10:00:00%2B01:00", 120), ("&knownAt=2026-11-18T12:00:00Z", 123), ("&knownAt=2026-11-19T00:00:00Z", 123)])
        {
            var accounts = await finance.ReadAsync<AccountsView>($"/api/ledger/funds/{fund}/accounts?asOf=2026-10-31{known}");
            Assert.Equal((known, pence), (known, accounts.Accounts.SingleOrDefault(a => a.Account == "receipts")?.BalancePence ?? 0));
            var trial = await finance.ReadAsync<TrialBalanceView>($"/api/ledger/trial-balance?asOf=2026-10-31{known}");
            Assert.Equal(pence, trial.Accounts.SingleOrDefault(a => a.FundCode == fund && a.Account == "receipts")?.DebitsPence ?? 0);
            var position = await finance.ReadAsync<Ledger.Funds.PositionView>($"/api/ledger/funds/{fund}/position?asOf=2026-10-31{known}");
            Assert.Equal(pence, position.ContributedPence);
        }
    }

    [Fact]
    public async Task An_account_is_walked_from_day_to_day_on_which_it_moved_and_never_far_at_once()
    {
        var (fund, _) = await host.AddFundAsync();
        await PostAsync(fund, 1, new(2026, 7, 1, 10, 0, 0, TimeSpan.Zero));
        for (var day = 2; day <= 9; day++) await PostAsync(fund, A.Trust, 5, new(2026, 7, day, 10, 0, 0, TimeSpan.Zero));
        await PostAsync(fund, 2, new(2026, 7, 9, 11, 0, 0, TimeSpan.Zero));
        await PostAsync(fund, A.Trust, 30, new(2026, 7, 9, 12, 0, 0, TimeSpan.Zero));
        await PostAsync(fund, 3, new(2026, 7, 9, 13, 0, 0, TimeSpan.Zero));
        await PostAsync(fund, 4, new(2026, 7, 10, 9, 0, 0, TimeSpan.Zero));
        await using var db = host.Db();
        var path = new AccountPath(fund, Account.Contributions(A.Council), DateOnly.MinValue, DateOnly.MaxValue);
        var walk = new AccountWalk(StepLength: 6, StepsMax: 2);

        // One entry, then 40 of the other partner's: the second step begins on the ninth day.
        var first = await walk.ReadAsync(db, path, after: 0, limit: 2, Cancelled);
        Assert.Equal([1, 42], first.Entries.Select(e => e.Number));

        var (numbers, reads, read) = (new List<long>(), 0, new WalkedEntries([], 0, IsEnd: false));
        for (; !read.IsEnd; reads++)
        {
            var after = read.Through;
            read = await walk.ReadAsync(db, path, after, limit: 10, Cancelled);
            numbers.AddRange(read.Entries.Select(e => e.Number));
            Assert.True(read.IsEnd || read.Through > after);
        }

        Assert.Equal([1, 42, 73, 74], numbers);
        Assert.InRange(reads, 3, 6);       // 30 entries of one day are 5 steps, two a reading
        var later = await walk.ReadAsync(db, path with { First = new(2026, 10, 2) }, after: 0, limit: 10, Cancelled);
        Assert.Equal((0, true), (later.Entries.Count, later.IsEnd));
        Assert.True((await walk.ReadAsync(db, path, long.MaxValue, limit: 10, Cancelled)).IsEnd);
    }

    private Task PostAsync(string fund, long pence, DateTimeOffset at) => PostAsync(fund, A.Council, 1, at, pence);

    private async Task PostAsync(string fund, string partner, int count, DateTimeOffset at, long pence = 7)
    {
        await using var db = host.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancelled);
        var bookkeeper = new Bookkeeper(db, new FixedClock(at));
        var head = await bookkeeper.TakeAsync(fund, Cancelled);
        Assert.NotNull(head);
        for (var n = 0; n < count; n++)
            bookkeeper.Post(head, Posting.Contribution(fund, partner, pence, new(2026, 10, 1), $"test:{fund}:{partner}:{at:O}:{n}", "Backdated"));
        await db.SaveChangesAsync(Cancelled);
        await transaction.CommitAsync(Cancelled);
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
