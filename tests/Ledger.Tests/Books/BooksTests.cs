using System.Net;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.Books;

public sealed class BooksTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private async Task<string> FundAsync(params (long AmountPence, DateOnly ValueDate)[] contributions)
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance();
        foreach (var (amountPence, valueDate) in contributions)
        {
            using var answer = await finance.ContributeAsync(fund, A.Contribution(amountPence: amountPence) with { ValueDate = valueDate });
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        return fund;
    }

    [Fact]
    public async Task A_position_and_a_trial_balance_are_as_at_the_end_of_a_day_in_london()
    {
        var fund = await FundAsync((100, new(2026, 4, 1)), (20, new(2026, 11, 20)), (3, new(2026, 11, 21)));
        using var finance = host.Finance();

        Assert.Equal(0, await ContributedAsync("2026-03-31"));
        Assert.Equal(100, await ContributedAsync("2026-11-19"));
        Assert.Equal(120, await ContributedAsync(asOf: null));
        Assert.Equal(123, await ContributedAsync("2026-11-21"));

        async Task<long> ContributedAsync(string? asOf)
        {
            var position = await host.PositionAsync(fund, asOf is null ? null : DateOnly.Parse(asOf, provider: null));
            var balance = await finance.ReadAsync<TrialBalanceView>("/api/ledger/trial-balance" + (asOf is null ? "" : $"?asOf={asOf}"));
            Assert.Equal(balance.DebitsPence, balance.CreditsPence);
            Assert.Equal(asOf ?? "2026-11-20", $"{balance.AsOf:yyyy-MM-dd}");
            Assert.Equal(position.ContributedPence,
                balance.Accounts.SingleOrDefault(a => a.FundCode == fund && a.Account == "contributions:council")?.CreditsPence ?? 0);
            return position.ContributedPence;
        }
    }

    [Fact]
    public async Task The_journal_is_read_from_cursor_to_cursor_without_a_gap_while_it_grows()
    {
        var one = await FundAsync((1, A.Today), (2, A.Today), (3, A.Today));
        var two = await FundAsync((4, A.Today), (5, A.Today));
        using var finance = host.Finance();
        var read = new List<JournalEntryView>();

        for (string? cursor = ""; cursor is not null;)
        {
            var page = await finance.ReadAsync<Feed<JournalEntryView>>(
                $"/api/ledger/journal?limit=2&after={Uri.EscapeDataString(cursor)}");
            Assert.True(page.Items.Count <= 2);
            read.AddRange(page.Items);
            cursor = page.Next;
        }

        Assert.Equal([1, 2, 3], read.Where(e => e.FundCode == one).Select(e => e.Number));
        Assert.Equal([1, 2], read.Where(e => e.FundCode == two).Select(e => e.Number));
        foreach (var fund in read.GroupBy(e => e.FundCode))
            Assert.Equal(Enumerable.Range(1, fund.Count()).Select(n => (long)n), fund.Select(e => e.Number));
    }

    [Theory]
    [InlineData("/api/ledger/journal?after=nonsense", "journal.cursor-invalid")]
    [InlineData("/api/ledger/journal?limit=0", "request.invalid")]
    [InlineData("/api/ledger/journal?limit=501", "request.invalid")]
    [InlineData("/api/ledger/journal?limit=many", "request.invalid")]
    [InlineData("/api/ledger/trial-balance?asOf=yesterday", "request.invalid")]
    [InlineData("/api/ledger/trial-balance?asOf=2026-02-30", "request.invalid")]
    [InlineData("/api/ledger/funds?page=0", "request.invalid")]
    public async Task A_malformed_question_is_refused(string path, string code)
    {
        using var finance = host.Finance();

        using var answer = await finance.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Theory]
    [InlineData("/api/ledger/funds/no-such-fund", "fund.unknown")]
    [InlineData("/api/ledger/funds/no-such-fund/position", "fund.unknown")]
    [InlineData("/api/ledger/funds/no-such-fund/journal/1", "journal.entry-unknown")]
    public async Task What_is_not_there_is_not_found(string path, string code)
    {
        using var finance = host.Finance();

        using var answer = await finance.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Theory]
    [InlineData("/api/ledger/funds", Roles.FinanceOfficer, Roles.PoolManager, Roles.BoardMember, Roles.PlaceLoader)]
    [InlineData("/api/ledger/funds/FUND", Roles.FinanceOfficer, Roles.PoolManager, Roles.BoardMember, Roles.PlaceLoader)]
    [InlineData("/api/ledger/funds/FUND/position", Roles.FinanceOfficer, Roles.PoolManager, Roles.BoardMember)]
    [InlineData("/api/ledger/funds/FUND/journal/1", Roles.FinanceOfficer, Roles.PoolManager)]
    [InlineData("/api/ledger/trial-balance", Roles.FinanceOfficer, Roles.PoolManager)]
    [InlineData("/api/ledger/journal", Roles.FinanceOfficer, Roles.PoolManager)]
    [InlineData("/api/ledger/journal/verification", Roles.FinanceOfficer, Roles.PoolManager)]
    [InlineData("/api/ledger/unfunded-bookings", Roles.PoolManager)]
    public async Task Each_book_is_open_to_its_readers_and_to_nobody_else(string path, params string[] readers)
    {
        var fund = await FundAsync((1, A.Today));
        var address = new Uri(path.Replace("FUND", fund, StringComparison.Ordinal), UriKind.Relative);

        foreach (var role in Roles.All)
        {
            using var client = host.Client(role, A.Council);
            using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal((role, readers.Contains(role) ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (role, answer.StatusCode));
        }

        using var nobody = host.Anonymous();
        using var unsigned = await nobody.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
    }
}
