using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.RiskShares;
using IntegratedCare.Ledger.Tests.Periods;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.RiskShares;

public sealed class RiskShareTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    [Fact]
    public async Task An_overspend_is_met_elsewhere_in_the_pool_first_and_the_rest_shared_to_the_penny()
    {
        var fund = await host.AddLastYearAsync();
        await host.SpendAsync(fund, A.Programme, 1_501);
        await host.SpendAsync(fund, ClosingCalls.Acute, 800);

        var share = await host.RiskShareAsync(fund);

        Assert.Equal((2_000, 2_301, 301, 501), (share.BudgetPence, share.OutturnPence, share.VariancePence, share.OverspendPence));
        Assert.Equal(
            [(OverspendStep.UnderspendElsewhere, (long?)200, 200L, 301L), (OverspendStep.OutsideThePool, null, 301, 0)],
            share.Steps.Select(step => (step.Step, step.AvailablePence, step.TakenPence, step.LeftPence)));
        Assert.Equal([("acute", 200L)], share.Steps[0].From.Select(gift => (gift.Programme, gift.TakenPence)));
        Assert.Equal([("council", 120L), ("trust", 181L)], share.Shares.Select(s => (s.Partner, s.SharePence)));
        Assert.Equal((0, 0), (share.UncoveredPence, share.UnderspendPence));
        Assert.Empty(share.UnderspendMayBe);
    }

    [Fact]
    public async Task An_underspend_is_for_what_does_not_go_on_or_for_contingency_and_nobody_bears_anything()
    {
        var fund = await host.AddLastYearAsync();
        await host.SpendAsync(fund, A.Programme, 600);

        var share = await host.RiskShareAsync(fund);

        Assert.Equal((1_400, 0, -1_400), (share.UnderspendPence, share.OutsideThePoolPence, share.VariancePence));
        Assert.Equal([UnderspendUse.NonRecurrentSpend, UnderspendUse.Contingency], share.UnderspendMayBe);
        Assert.All(share.Shares, s => Assert.Equal(0, s.SharePence));
    }

    [Theory]
    [InlineData(RiskShareBasis.Equal, 251, 250)]
    [InlineData(RiskShareBasis.Fixed, 125, 376)]
    [InlineData(RiskShareBasis.ByContribution, 200, 301)]
    public async Task Shares_follow_the_agreed_rule(RiskShareBasis basis, long council, long trust)
    {
        var fund = await host.AddLastYearAsync(terms => terms with
        {
            RiskShare = terms.RiskShare with
            {
                Basis = basis,
                Shares = basis == RiskShareBasis.Fixed ? [new(A.Trust, 7_500), new(A.Council, 2_500)] : [],
                OverspendOrder = [OverspendStep.OutsideThePool],
            },
        });
        await host.SpendAsync(fund, A.Programme, 1_501);

        var share = await host.RiskShareAsync(fund);

        Assert.Equal([council, trust], share.Shares.Select(s => s.SharePence));
    }

    [Fact]
    public async Task What_if_counts_with_assumed_outturns_and_leaves_the_books_as_they_are()
    {
        var fund = await host.AddLastYearAsync();
        await host.SpendAsync(fund, A.Programme, 100);
        var before = await host.BalancesAsync(fund);

        using var answer = await AskAsync(fund, new AssumeOutturnsRequest([new(A.Programme, 1_300), new(ClosingCalls.Acute, 900)], ClosingCalls.LastDay));
        var share = await answer.Content.ReadFromJsonAsync<RiskShareView>(RunningLedger.Json, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, 200L), (answer.StatusCode, share?.OutsideThePoolPence));
        Assert.Equal(before, await host.BalancesAsync(fund));
        Assert.Equal(0, (await host.RiskShareAsync(fund)).OutsideThePoolPence);
    }

    [Theory]
    [InlineData("no-such", 1, 0, "risk-share.programme-unknown")]
    [InlineData(A.Programme, 99, 0, "risk-share.outturn-below-spent")]
    [InlineData(ClosingCalls.Acute, 1, 1, "risk-share.listed-twice")]
    public async Task An_assumption_that_cannot_be_is_refused(string programme, long pence, int again, string code)
    {
        var fund = await host.AddLastYearAsync();
        await host.SpendAsync(fund, A.Programme, 100);

        using var answer = await AskAsync(fund, new AssumeOutturnsRequest(
            [new(programme, pence), .. Enumerable.Repeat(new AssumedOutturn(programme, pence), again)]));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Without_an_agreement_nobody_can_say_who_bears_what()
    {
        var fund = await host.AddLastYearAsync(isAgreed: false);
        using var manager = host.Manager();

        foreach (var path in new[] { "risk-share", "partner-shares" })
        {
            using var answer = await manager.GetAsync(new Uri($"/api/ledger/funds/{fund}/{path}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.Conflict, "risk-share.no-agreement"), (answer.StatusCode, await answer.CodeAsync()));
        }
    }

    [Fact]
    public async Task Each_partners_part_of_the_pool_balances_by_itself_and_all_parts_sum_to_the_pool()
    {
        var fund = await host.AddLastYearAsync();
        await host.PayInAsync(fund, A.Council, 333);
        await host.PayInAsync(fund, A.Trust, 778);
        await host.SpendAsync(fund, A.Programme, 457);
        using var trust = host.Finance(A.Trust);

        var shares = await trust.ReadAsync<PartnerSharesView>($"/api/ledger/funds/{fund}/partner-shares?asOf=2026-03-31");

        Assert.Equal((1_111, 457, 1_111, 457, 654),
            (shares.Pool.AssetsPence, shares.Pool.LiabilitiesPence, shares.Pool.IncomePence, shares.Pool.ExpenditurePence, shares.Pool.NetAssetsPence));
        Assert.Equal([("council", 333L), ("trust", 778L)], shares.Partners.Select(p => (p.Partner, p.OwnContributionsPence)));
        foreach (var figure in new Func<PoolFigures, long>[] { f => f.AssetsPence, f => f.LiabilitiesPence, f => f.IncomePence, f => f.ExpenditurePence })
            Assert.Equal(figure(shares.Pool), shares.Partners.Sum(p => figure(p.Share)));
        Assert.All(shares.Partners, p => Assert.Equal(p.Share.NetAssetsPence, p.Share.IncomePence - p.Share.ExpenditurePence));
        Assert.InRange(shares.Partners[0].Share.AssetsPence, 444, 445);     // four tenths of 1,111
    }

    [Theory]
    [InlineData("risk-share")]
    [InlineData("partner-shares")]
    [InlineData("risk-share/settlements")]
    public async Task It_is_open_to_those_whose_money_it_is(string path)
    {
        var fund = await host.AddLastYearAsync();
        var address = new Uri($"/api/ledger/funds/{fund}/{path}", UriKind.Relative);
        string[] readers = [Roles.FinanceOfficer, Roles.PoolManager, Roles.BoardMember];

        foreach (var role in Roles.All)
        {
            using var client = host.Client(role, A.Council);
            using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal((role, readers.Contains(role) ? HttpStatusCode.OK : HttpStatusCode.Forbidden), (role, answer.StatusCode));
        }

        using var stranger = host.Finance("stranger");
        using var refused = await stranger.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Forbidden, "fund.not-your-organisation"), (refused.StatusCode, await refused.CodeAsync()));
    }

    private async Task<HttpResponseMessage> AskAsync(string fund, AssumeOutturnsRequest request)
    {
        using var manager = host.Manager();
        return await manager.PostAsJsonAsync(
            $"/api/ledger/funds/{fund}/risk-share/what-if", request, RunningLedger.Json, TestContext.Current.CancellationToken);
    }
}
