using System.Net;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.RiskShares;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Ledger.Tests.Periods;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.RiskShares;

public sealed class SettleRiskShareTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    /// <summary>A year of which only March is open.</summary>
    private async Task<string> YearAsync(long communityPence, long acutePence, Func<AgreementTerms, AgreementTerms>? terms = null)
    {
        var fund = await host.AddLastYearAsync(terms);
        if (communityPence > 0) await host.SpendAsync(fund, A.Programme, communityPence);
        if (acutePence > 0) await host.SpendAsync(fund, ClosingCalls.Acute, acutePence);
        await host.CloseThroughAsync(fund, "2026-02");
        return fund;
    }

    [Fact]
    public async Task Each_partner_owes_its_share_of_the_overspend_on_the_years_last_day()
    {
        var fund = await YearAsync(1_501, 1_000);

        using var answer = await host.SettleAsync(fund);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var balances = await host.BalancesAsync(fund, ClosingCalls.LastDay);
        Assert.Equal((200, 301), (balances["receivables:council"], balances["receivables:trust"]));
        Assert.Equal((-200, -301), (balances["contributions:council"], balances["contributions:trust"]));
        Assert.False((await host.BalancesAsync(fund, ClosingCalls.LastDay.AddDays(-1))).ContainsKey("receivables:council"));
    }

    [Fact]
    public async Task It_is_settled_once_however_many_settle_at_once()
    {
        var fund = await YearAsync(1_501, 1_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var answer = await host.SettleAsync(fund);
            return (answer.StatusCode, Code: answer.IsSuccessStatusCode ? "" : await answer.CodeAsync());
        }));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(answer => answer == (HttpStatusCode.Conflict, "risk-share.settled")));
        Assert.Equal(200, (await host.BalancesAsync(fund))["receivables:council"]);
    }

    [Fact]
    public async Task What_is_spent_after_it_is_settled_by_the_difference_alone()
    {
        var fund = await YearAsync(1_501, 1_000);
        using (await host.SettleAsync(fund)) { }
        await host.SpendAsync(fund, A.Programme, 10, ClosingCalls.LastDay);

        using var again = await host.SettleAsync(fund);

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        var balances = await host.BalancesAsync(fund);
        Assert.Equal((204, 307), (balances["receivables:council"], balances["receivables:trust"]));
        using var manager = host.Manager();
        var runs = await manager.ReadAsync<Page<RiskShareSettlementView>>($"/api/ledger/funds/{fund}/risk-share/settlements");
        Assert.Equal([(2, 511L), (1, 501L)], runs.Items.Select(run => (run.Run, run.OutsideThePoolPence)));
    }

    [Fact]
    public async Task An_underspend_stays_in_the_pool_and_nothing_is_posted()
    {
        var fund = await YearAsync(600, 0);
        var before = await host.BalancesAsync(fund);

        using var unsaid = await host.SettleAsync(fund);
        using var said = await host.SettleAsync(fund, UnderspendUse.Contingency);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "risk-share.underspend-use-missing"), (unsaid.StatusCode, await unsaid.CodeAsync()));
        Assert.Equal(HttpStatusCode.Created, said.StatusCode);
        Assert.Equal(before, await host.BalancesAsync(fund));
    }

    [Fact]
    public async Task A_refund_is_the_mirror_of_a_share_and_needs_the_partners_decision()
    {
        var fund = await host.AddLastYearAsync();
        await host.PayInAsync(fund, A.Council, 900);
        await host.PayInAsync(fund, A.Trust, 1_100);
        await host.SpendAsync(fund, A.Programme, 999);
        await host.CloseThroughAsync(fund, "2026-02");

        using var unsaid = await host.SettleAsync(fund, UnderspendUse.Refund);
        using var said = await host.SettleAsync(fund, UnderspendUse.Refund, "Joint committee, 12 May 2026, minute 7");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "risk-share.refund-reason-missing"), (unsaid.StatusCode, await unsaid.CodeAsync()));
        Assert.Equal(HttpStatusCode.Created, said.StatusCode);
        var balances = await host.BalancesAsync(fund);
        Assert.Equal((-400, -601), (balances["receivables:council"], balances["receivables:trust"]));
        Assert.Equal((-500, -499), (balances["contributions:council"], balances["contributions:trust"]));
    }

    [Theory]
    [InlineData(300, 1_000)]    // the council would get 400 of the 300 that it paid in
    [InlineData(0, 500)]        // the fund has less left than its budgets
    public async Task Nobody_gets_back_what_the_fund_does_not_have_or_they_did_not_pay(long council, long trust)
    {
        var fund = await host.AddLastYearAsync();
        if (council > 0) await host.PayInAsync(fund, A.Council, council);
        await host.PayInAsync(fund, A.Trust, trust);
        await host.SpendAsync(fund, A.Programme, 1_000);
        await host.CloseThroughAsync(fund, "2026-02");

        using var answer = await host.SettleAsync(fund, UnderspendUse.Refund, "Joint committee");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "risk-share.refund-too-high"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_year_is_settled_when_it_is_over_its_earlier_months_are_closed_and_its_steps_suffice()
    {
        var (running, _) = await host.AddFundAsync();
        var early = await host.AddLastYearAsync();
        await host.SpendAsync(early, A.Programme, 2_000);
        var uncovered = await YearAsync(1_501, 1_000, terms => terms with
        {
            RiskShare = terms.RiskShare with { OverspendOrder = [OverspendStep.UnderspendElsewhere] },
        });
        var exact = await YearAsync(1_000, 1_000);

        Assert.Equal("risk-share.year-not-over", await CodeAsync(running));
        Assert.Equal("risk-share.periods-open", await CodeAsync(early));
        Assert.Equal("risk-share.uncovered", await CodeAsync(uncovered));
        Assert.Equal("risk-share.no-underspend", await CodeAsync(exact, UnderspendUse.Contingency));
        Assert.Equal("fund.unknown", await CodeAsync("no-such-fund"));
    }

    [Fact]
    public async Task Only_the_hosts_pooled_fund_manager_settles()
    {
        var fund = await YearAsync(1_501, 1_000);
        using var stranger = host.Manager(A.Trust);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/ledger/funds/{fund}/risk-share/settlements")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new SettleRiskShareRequest(), options: RunningLedger.Json),
        };
        request.Headers.Add("Idempotency-Key", A.Code("key"));

        using var answer = await stranger.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False((await host.BalancesAsync(fund)).ContainsKey("receivables:council"));
    }

    [Fact]
    public async Task A_partner_pays_what_it_owes_and_no_more()
    {
        var fund = await YearAsync(1_501, 1_000);
        using (await host.SettleAsync(fund)) { }

        using var part = await PayAsync(fund, "payments", A.Trust, 300, "BACS 1");
        using var more = await PayAsync(fund, "payments", A.Trust, 2, "BACS 2");
        using var again = await PayAsync(fund, "payments", A.Trust, 1, "BACS 1");
        using var foreign = await PayAsync(fund, "payments", A.Council, 1, "BACS 3", by: A.Trust);
        using var rest = await PayAsync(fund, "payments", A.Trust, 1, "BACS 4");

        Assert.Equal(HttpStatusCode.Created, part.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "risk-share.payment-exceeds-debt"), (more.StatusCode, await more.CodeAsync()));
        Assert.Equal((HttpStatusCode.Conflict, "risk-share.payment-reference-used"), (again.StatusCode, await again.CodeAsync()));
        Assert.Equal((HttpStatusCode.Forbidden, "contribution.not-your-organisation"), (foreign.StatusCode, await foreign.CodeAsync()));
        Assert.Equal(HttpStatusCode.Created, rest.StatusCode);
        var balances = await host.BalancesAsync(fund);
        Assert.Equal((301, 0, 200), (balances["receipts"], balances["receivables:trust"], balances["receivables:council"]));
    }

    /// <summary>A year whose partners get 400 and 600 back, under an agreement that holds on.</summary>
    private async Task<string> RefundedAsync(long limitPence)
    {
        var fund = await host.AddLastYearAsync(terms => terms with { EndsOn = null, Limits = new(limitPence, 0) });
        await host.PayInAsync(fund, A.Council, 900);
        await host.PayInAsync(fund, A.Trust, 1_100);
        await host.SpendAsync(fund, A.Programme, 1_000);
        await host.CloseThroughAsync(fund, "2026-02");
        using (await host.SettleAsync(fund, UnderspendUse.Refund, "Joint committee")) { }
        return fund;
    }

    [Fact]
    public async Task A_refund_above_the_limit_is_paid_out_once_a_second_person_approves()
    {
        var fund = await RefundedAsync(limitPence: 599);
        using var checker = host.Officer("checker");
        using var manager = host.Manager();

        using var within = await PayAsync(fund, "refunds", A.Council, 400, "OUT 1");
        using var first = await PayAsync(fund, "refunds", A.Trust, 600, "OUT 2");
        using var second = await PayAsync(fund, "refunds", A.Trust, 600, "OUT 3");
        var (asked, doubled) = (await first.BodyAsync<ApprovalView>(HttpStatusCode.Accepted), await second.BodyAsync<ApprovalView>(HttpStatusCode.Accepted));
        Assert.Equal(-600, (await host.BalancesAsync(fund))["receivables:trust"]);
        using var own = await manager.DecideAsync(asked.Id);
        using var given = await checker.DecideAsync(asked.Id);
        using var twice = await checker.DecideAsync(doubled.Id);

        Assert.Equal(HttpStatusCode.Created, within.StatusCode);
        Assert.Equal((ApprovalKind.ShareRefund, 600, 599), (asked.Kind, asked.AmountPence, asked.LimitPence));
        Assert.Equal((HttpStatusCode.Forbidden, "approval.four-eyes"), (own.StatusCode, await own.CodeAsync()));
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        Assert.Equal("risk-share.payment-exceeds-debt", await twice.CodeAsync());
        var balances = await host.BalancesAsync(fund);
        Assert.Equal((1_000, 0, 0), (balances["receipts"], balances["receivables:trust"], balances["receivables:council"]));
        await using var db = host.Db();
        var authorities = await db.Authorisations.AsNoTracking().Where(a => a.FundCode == fund).OrderBy(a => a.AmountPence)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(400, null), (600, asked.Id)], authorities.Select(a => (a.AmountPence, a.ApprovalId?.Value)));
    }

    [Fact]
    public async Task The_host_pays_a_refund_out_and_no_more()
    {
        var fund = await RefundedAsync(limitPence: 1_000);

        using var more = await PayAsync(fund, "refunds", A.Trust, 601, "OUT 1");
        using var paid = await PayAsync(fund, "refunds", A.Trust, 600, "OUT 1");
        using var owes = await PayAsync(fund, "payments", A.Council, 1, "IN 1");

        Assert.Equal((HttpStatusCode.Conflict, "risk-share.payment-exceeds-debt"), (more.StatusCode, await more.CodeAsync()));
        Assert.Equal(HttpStatusCode.Created, paid.StatusCode);
        Assert.Equal("risk-share.payment-exceeds-debt", await owes.CodeAsync());
        var balances = await host.BalancesAsync(fund);
        Assert.Equal((1_400, 0, -400), (balances["receipts"], balances["receivables:trust"], balances["receivables:council"]));
    }

    private async Task<HttpResponseMessage> PayAsync(string fund, string what, string partner, long pence, string reference, string? by = null)
    {
        using var client = what == "refunds" ? host.Manager() : host.Finance(by ?? partner);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/ledger/funds/{fund}/risk-share/{what}")
        {
            Content = System.Net.Http.Json.JsonContent.Create(
                new PayShareRequest(partner, pence, ClosingCalls.LastDay, reference), options: RunningLedger.Json),
        };
        request.Headers.Add("Idempotency-Key", A.Code("key"));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<string> CodeAsync(string fund, UnderspendUse? use = null)
    {
        using var answer = await host.SettleAsync(fund, use);
        return await answer.CodeAsync();
    }
}
