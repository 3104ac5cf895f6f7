using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.Agreements;

public sealed class VaryAgreementTests(RunningLedger ledger)
{
    private static readonly AgreementRequest Variation = A.Agreement(councilPence: 500_000, from: new(2026, 12, 1)) with { Reason = "More home care" };
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static string At(string fund, string path = "") => $"/api/ledger/funds/{fund}/agreement{path}";

    private async Task<AgreementVersionView> InForceAsync(string fund, DateOnly on)
    {
        using var finance = host.Finance(A.Trust);
        return await finance.ReadAsync<AgreementVersionView>(At(fund, $"?on={on:yyyy-MM-dd}"));
    }

    [Fact]
    public async Task The_loaded_agreement_binds_from_its_day_and_loading_it_again_changes_nothing()
    {
        var fund = await host.AddAgreedFundAsync();

        using var again = await host.PutAgreementAsync(fund, A.Agreement());
        using var other = await host.PutAgreementAsync(fund, A.Agreement(councilPence: 1));
        using var finance = host.Finance();
        using var before = await finance.GetAsync(At(fund, "?on=2026-03-31"), TestContext.Current.CancellationToken);
        using var after = await finance.GetAsync(At(fund, "?on=2027-04-01"), TestContext.Current.CancellationToken);

        var put = await again.Content.ReadFromJsonAsync<AgreementPutView>(RunningLedger.Json, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, PutOutcome.Unchanged), (again.StatusCode, put!.Outcome));
        Assert.Equal((HttpStatusCode.Conflict, "agreement.first-is-kept"), (other.StatusCode, await other.CodeAsync()));
        Assert.Equal((HttpStatusCode.NotFound, "agreement.none-in-force"), (before.StatusCode, await before.CodeAsync()));
        Assert.Equal("agreement.none-in-force", await after.CodeAsync());
        var inForce = await InForceAsync(fund, new(2026, 4, 1));
        Assert.Equal((1, AgreementState.Agreed), (inForce.Version, inForce.State));
        Assert.Empty(AgreementDifferences.Between(A.Terms(), inForce.Terms));
    }

    [Fact]
    public async Task A_variation_takes_effect_once_every_contributing_partner_agreed_and_the_past_stays_as_it_was()
    {
        var fund = await host.AddAgreedFundAsync();

        using var asked = await host.VaryAgreementAsync(fund, Variation);
        using var council = await host.AnswerAsync(fund, 2, A.Council);
        var half = await InForceAsync(fund, new(2026, 12, 1));
        using var trust = await host.AnswerAsync(fund, 2, A.Trust);

        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        var open = await council.Content.ReadFromJsonAsync<AgreementVersionView>(RunningLedger.Json, TestContext.Current.CancellationToken);
        Assert.Equal((AgreementState.Open, A.Trust), (open!.State, open.Missing.Single()));
        Assert.Equal(1, half.Version);
        var agreed = await trust.Content.ReadFromJsonAsync<AgreementVersionView>(RunningLedger.Json, TestContext.Current.CancellationToken);
        Assert.Equal((AgreementState.Agreed, new DateOnly(2026, 12, 1)), (agreed!.State, agreed.InForceFrom));
        Assert.Equal(1, (await InForceAsync(fund, new(2026, 11, 30))).Version);
        Assert.Equal(2, (await InForceAsync(fund, new(2026, 12, 1))).Version);
        using var finance = host.Finance();
        var differences = await finance.ReadAsync<AgreementDifferencesView>(At(fund, "/versions/2/differences"));
        Assert.Equal((1, "council (recurrent) contributes £5,000.00 instead of £4,000.00, £1,000.00 more."),
            (differences.FromVersion, differences.Differences.Single()));
        Assert.Equal(400_000, (await finance.ReadAsync<AgreementVersionView>(At(fund, "/versions/1"))).Terms.Contributions[0].AmountPence);
    }

    [Fact]
    public async Task A_variation_for_days_that_are_past_holds_from_the_day_of_the_last_agreement()
    {
        var fund = await host.AddAgreedFundAsync();
        using var asked = await host.VaryAgreementAsync(fund, Variation with { EffectiveFrom = new(2026, 6, 1) });
        using var council = await host.AnswerAsync(fund, 2, A.Council);
        using var trust = await host.AnswerAsync(fund, 2, A.Trust);

        Assert.Equal(1, (await InForceAsync(fund, A.Today.AddDays(-1))).Version);
        Assert.Equal(A.Today, (await InForceAsync(fund, A.Today)).InForceFrom);
    }

    [Fact]
    public async Task A_partner_that_declines_ends_the_variation_and_another_may_be_proposed()
    {
        var fund = await host.AddAgreedFundAsync();
        using var asked = await host.VaryAgreementAsync(fund, Variation);

        using var without = await host.AnswerAsync(fund, 2, A.Trust, agrees: false);
        using var declined = await host.AnswerAsync(fund, 2, A.Trust, agrees: false, reason: "Our board has not seen it.");
        using var late = await host.AnswerAsync(fund, 2, A.Council);
        using var next = await host.VaryAgreementAsync(fund, Variation);

        Assert.Equal("request.invalid", await without.CodeAsync());
        Assert.Equal(HttpStatusCode.OK, declined.StatusCode);
        Assert.Equal((HttpStatusCode.Conflict, "agreement.variation-closed"), (late.StatusCode, await late.CodeAsync()));
        Assert.Equal(HttpStatusCode.Created, next.StatusCode);
        using var board = host.Client(Roles.BoardMember, A.Council);
        var versions = await board.ReadAsync<Page<AgreementSummaryView>>(At(fund, "/versions"));
        Assert.Equal(
            [(3, AgreementState.Open), (2, AgreementState.Declined), (1, AgreementState.Agreed)],
            versions.Items.Select(v => (v.Version, v.State)));
    }

    [Fact]
    public async Task The_host_may_withdraw_what_is_open()
    {
        var fund = await host.AddAgreedFundAsync();
        using var asked = await host.VaryAgreementAsync(fund, Variation);
        using var agreed = await host.AnswerAsync(fund, 2, A.Trust);
        using var manager = host.Client(Roles.PoolManager, A.Council);
        using var stranger = host.Client(Roles.PoolManager, A.Trust);

        using var refused = await stranger.PostAsJsonAsync(At(fund, "/versions/2/withdrawal"), new WithdrawVariationRequest("No"), RunningLedger.Json, TestContext.Current.CancellationToken);
        using var withdrawn = await manager.PostAsJsonAsync(At(fund, "/versions/2/withdrawal"), new WithdrawVariationRequest("Figures were wrong"), RunningLedger.Json, TestContext.Current.CancellationToken);
        using var again = await manager.PostAsJsonAsync(At(fund, "/versions/2/withdrawal"), new WithdrawVariationRequest("Again"), RunningLedger.Json, TestContext.Current.CancellationToken);
        using var late = await host.AnswerAsync(fund, 2, A.Council);

        Assert.Equal("agreement.not-the-host", await refused.CodeAsync());
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        Assert.Equal("agreement.variation-closed", await again.CodeAsync());
        Assert.Equal("agreement.variation-closed", await late.CodeAsync());
        Assert.Equal(1, (await InForceAsync(fund, new(2026, 12, 1))).Version);
    }

    [Fact]
    public async Task Of_two_variations_at_once_one_is_proposed()
    {
        var fund = await host.AddAgreedFundAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.VaryAgreementAsync(fund, Variation)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
            Assert.Equal("agreement.variation-open", await refused.CodeAsync());
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Partners_that_agree_at_the_same_moment_make_it_hold_once()
    {
        var fund = await host.AddAgreedFundAsync();
        using var asked = await host.VaryAgreementAsync(fund, Variation);

        var answers = await Task.WhenAll(
            host.AnswerAsync(fund, 2, A.Council), host.AnswerAsync(fund, 2, A.Trust), host.AnswerAsync(fund, 2, A.Trust), host.AnswerAsync(fund, 2, A.Council));

        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
            Assert.Contains(await refused.CodeAsync(), (string[])["agreement.answered", "agreement.variation-closed"]);
        Assert.Equal(2, (await InForceAsync(fund, new(2026, 12, 1))).Version);
        foreach (var answer in answers) answer.Dispose();
    }

    [Fact]
    public async Task Whoever_is_no_part_of_it_is_refused()
    {
        var fund = await host.AddAgreedFundAsync();
        var (bare, _) = await host.AddFundAsync();
        using var stranger = await host.VaryAgreementAsync(fund, Variation, organisation: A.Trust);
        using var nothing = await host.VaryAgreementAsync(bare, Variation);
        using var unknown = await host.VaryAgreementAsync("no-such-fund", Variation);
        using var same = await host.VaryAgreementAsync(fund, A.Agreement(from: new(2026, 12, 1)));
        using var asked = await host.VaryAgreementAsync(fund, Variation);
        using var outsider = await host.AnswerAsync(fund, 2, "outsider");
        using var missing = await host.AnswerAsync(fund, 3, A.Trust);
        using var finance = host.Finance("outsider");
        using var read = await finance.GetAsync(At(fund), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Forbidden, "agreement.not-the-host"), (stranger.StatusCode, await stranger.CodeAsync()));
        Assert.Equal("agreement.nothing-to-vary", await nothing.CodeAsync());
        Assert.Equal("fund.unknown", await unknown.CodeAsync());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "agreement.unchanged"), (same.StatusCode, await same.CodeAsync()));
        Assert.Equal("fund.not-your-organisation", await outsider.CodeAsync());
        Assert.Equal("agreement.version-unknown", await missing.CodeAsync());
        Assert.Equal("fund.not-your-organisation", await read.CodeAsync());
    }

    [Fact]
    public async Task What_an_agreement_names_cannot_be_taken_out_of_the_fund()
    {
        var fund = await host.AddAgreedFundAsync();

        using var partner = await host.PutFundAsync(fund, A.Fund() with { Partners = [new(A.Council, "The Council", 1)] });
        using var hosting = await host.PutFundAsync(fund, A.Fund() with { HostOrganisationCode = A.Trust });

        Assert.Equal("fund.in-use", await partner.CodeAsync());
        Assert.Equal("fund.in-use", await hosting.CodeAsync());
    }
}
