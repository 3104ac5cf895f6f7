using System.Net;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Ledger.Tests.Periods;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.Funds;

/// <summary>Who sees whose money: the host everything, a partner the pool and its own payments, a stranger nothing.</summary>
public sealed class PartnershipTests(RunningLedger ledger)
{
    private const string Stranger = "another-trust";

    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partner_reads_its_own_contributions_and_the_host_reads_everybodys()
    {
        var fund = await PaidIntoAsync();

        Assert.Equal([1L, 2], await NumbersAsync(host.Finance(), fund));
        Assert.Equal([1L, 2], await NumbersAsync(host.Client(Roles.PoolManager, A.Council), fund));
        Assert.Equal([2L], await NumbersAsync(host.Finance(A.Trust), fund));
        Assert.Empty(await NumbersAsync(host.Finance(Stranger), fund));
        Assert.Empty(await NumbersAsync(host.Client(Roles.PoolManager, A.Trust), fund));
    }

    [Fact]
    public async Task What_a_partner_pays_for_its_share_gets_back_or_has_undone_is_read_by_it_and_the_host_alone()
    {
        var fund = await host.AddAgreedFundAsync();
        var (owes, gets) = (Account.Receivables(A.Trust), Account.Receivables(A.Council));
        Posting Of(EntryKind kind, string debit, string credit, long pence = 10) => new(
            fund, kind, A.Today, $"test:{A.Code("source")}", "Shares", [new(debit, Side.Debit, pence), new(credit, Side.Credit, pence)]);
        await host.PostAsync(
            Of(EntryKind.RiskShare, owes, Account.Contributions(A.Trust)),                              // 1 what was settled, all see
            Of(EntryKind.Contribution, Account.Receipts, Account.Contributions(A.Council), pence: 100),
            Of(EntryKind.Contribution, Account.Receipts, owes),                                         // 3 the trust pays
            Of(EntryKind.Payment, gets, Account.Receipts),                                              // 4 the council gets back
            Of(EntryKind.Reversal, owes, Account.Receipts),                                             // 5 what the trust paid is undone
            Of(EntryKind.Payment, Account.Payables, Account.Receipts));                                 // 6 the pool pays, all see

        Assert.Equal([1L, 2, 3, 4, 5, 6], await NumbersAsync(host.Finance(), fund));
        Assert.Equal([1L, 3, 5, 6], await NumbersAsync(host.Finance(A.Trust), fund));
        foreach (var number in (int[])[1, 2, 3, 4, 5, 6])
        {
            var seen = number is not (2 or 4);
            Assert.Equal((number, seen ? HttpStatusCode.OK : HttpStatusCode.NotFound),
                (number, (await EntryAsync(host.Finance(A.Trust), fund, number)).Item1));
            Assert.Equal(HttpStatusCode.OK, (await EntryAsync(host.Finance(), fund, number)).Item1);
        }
    }

    [Fact]
    public async Task An_entry_that_one_may_not_read_and_one_that_does_not_exist_are_answered_alike()
    {
        var fund = await PaidIntoAsync();

        Assert.Equal((HttpStatusCode.OK, ""), await EntryAsync(host.Finance(A.Trust), fund, 2));
        foreach (var (client, number) in ((HttpClient, int)[])
            [(host.Finance(A.Trust), 1), (host.Finance(A.Trust), 99), (host.Finance(Stranger), 1), (host.Client(Roles.PoolManager, A.Trust), 1)])
            Assert.Equal((HttpStatusCode.NotFound, "journal.entry-unknown"), await EntryAsync(client, fund, number));
    }

    [Fact]
    public async Task Every_partner_sees_the_whole_position_of_the_pool_and_a_stranger_is_told_that_it_is_not_theirs()
    {
        var fund = await PaidIntoAsync();

        foreach (var partner in (HttpClient[])
            [host.Finance(), host.Finance(A.Trust), host.Client(Roles.PoolManager, A.Council), host.Client(Roles.BoardMember, Stranger)])
        {
            var position = await partner.ReadAsync<PositionView>($"/api/ledger/funds/{fund}/position");
            Assert.Equal([(A.Council, 100L), (A.Trust, 20L)], position.Partners.Select(p => (p.Partner, p.ContributedPence)));
        }

        foreach (var stranger in (HttpClient[])
            [host.Finance(Stranger), host.Client(Roles.PoolManager, A.Trust), host.Client(Roles.FinanceOfficer)])
        {
            using var refused = await stranger.GetAsync(new Uri($"/api/ledger/funds/{fund}/position", UriKind.Relative), Cancelled);
            Assert.Equal((HttpStatusCode.Forbidden, "fund.not-your-organisation"), (refused.StatusCode, await refused.CodeAsync()));
        }
    }

    [Fact]
    public async Task A_trial_balance_holds_the_accounts_of_ones_own_funds_and_balances_by_itself()
    {
        var fund = await PaidIntoAsync();

        var partner = await host.Finance(A.Trust).ReadAsync<TrialBalanceView>("/api/ledger/trial-balance");
        var stranger = await host.Finance(Stranger).ReadAsync<TrialBalanceView>("/api/ledger/trial-balance");

        Assert.Contains(partner.Accounts, account => account.FundCode == fund);
        Assert.Equal(partner.DebitsPence, partner.CreditsPence);
        Assert.DoesNotContain(stranger.Accounts, account => account.FundCode == fund);
        Assert.Equal(stranger.DebitsPence, stranger.CreditsPence);
    }

    [Fact]
    public async Task A_fund_that_is_only_in_view_is_shown_to_every_finance_officer()
    {
        var (fund, _) = await host.AddFundAsync(terms => terms with { Class = FundClass.InView, Partners = [] });

        var position = await host.Finance(Stranger).ReadAsync<PositionView>($"/api/ledger/funds/{fund}/position");

        Assert.Equal(0, position.AvailablePence);
    }

    [Fact]
    public async Task A_partners_cursor_passes_what_it_may_not_read_without_stopping_there()
    {
        var (fund, _) = await host.AddFundAsync();
        for (var number = 1; number <= 4; number++) await PayAsync(fund, A.Council, 1);
        await PayAsync(fund, A.Trust, 5);
        using var partner = host.Finance(A.Trust);

        var read = new List<JournalEntryView>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await partner.ReadAsync<Feed<JournalEntryView>>($"/api/ledger/journal?limit=1&after={Uri.EscapeDataString(cursor)}");
            read.AddRange(page.Items);
            cursor = page.Next;
        }

        Assert.Equal([5L], read.Where(entry => entry.FundCode == fund).Select(entry => entry.Number));
    }

    private async Task<string> PaidIntoAsync()
    {
        var (fund, _) = await host.AddFundAsync();
        await PayAsync(fund, A.Council, 100);
        await PayAsync(fund, A.Trust, 20);
        return fund;
    }

    private async Task PayAsync(string fund, string partner, long pence)
    {
        using var finance = host.Finance(partner);
        using var posted = await finance.ContributeAsync(fund, A.Contribution(partner, pence));
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
    }

    private static async Task<IEnumerable<long>> NumbersAsync(HttpClient client, string fund)
    {
        using (client)
        {
            return (await client.JournalAsync()).Where(entry => entry.FundCode == fund).Select(entry => entry.Number).ToList();
        }
    }

    private static async Task<(HttpStatusCode, string)> EntryAsync(HttpClient client, string fund, int number)
    {
        using (client)
        using (var answer = await client.GetAsync(new Uri($"/api/ledger/funds/{fund}/journal/{number}", UriKind.Relative), Cancelled))
            return (answer.StatusCode, answer.IsSuccessStatusCode ? "" : await answer.CodeAsync());
    }
}
