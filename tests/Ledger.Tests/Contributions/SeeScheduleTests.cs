using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Settings;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.Contributions;

public sealed class SeeScheduleTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static string At(string fund, string path = "") => $"/api/ledger/funds/{fund}/contributions{path}";

    private async Task<PartnerScheduleView> CouncilAsync(string fund, DateOnly? asOf = null, string reader = A.Council)
    {
        using var finance = host.Finance(reader);
        var schedule = await finance.ReadAsync<ScheduleView>(At(fund, "/schedule" + (asOf is { } day ? $"?asOf={day:yyyy-MM-dd}" : "")));
        return schedule.Partners.Single(partner => partner.Partner == A.Council);
    }

    [Fact]
    public async Task A_payment_settles_the_oldest_instalment_and_what_is_late_says_by_how_much()
    {
        var fund = await host.AddAgreedFundAsync();
        using var finance = host.Finance();
        using var posted = await finance.ContributeAsync(fund, A.Contribution(amountPence: 150_000) with { ValueDate = new(2026, 4, 11) });

        var council = await CouncilAsync(fund);

        Assert.Equal((400_000, 300_000, 150_000, -150_000), (council.AgreedPence, council.DueToDatePence, council.ReceivedPence, council.VariancePence));
        Assert.Equal(
            [(InstalmentState.Settled, 0L, 10), (InstalmentState.Overdue, 50_000L, 142), (InstalmentState.Overdue, 100_000L, 50), (InstalmentState.Planned, 100_000L, 0)],
            council.Instalments!.Select(i => (i.State, i.OpenPence, i.DaysLate)));
        Assert.Equal((142, $"{fund}/council/R-2027-01-01", new DateOnly(2026, 12, 2)),
            (council.DaysLate, council.Instalments![3].InvoiceReference, council.Instalments[3].InvoiceOn));
        Assert.Equal(InstalmentState.ToInvoice, (await CouncilAsync(fund, new(2026, 12, 2))).Instalments![3].State);
        Assert.Equal(0, (await CouncilAsync(fund, new(2026, 4, 10))).ReceivedPence);
    }

    [Fact]
    public async Task A_payment_may_name_its_instalment()
    {
        var fund = await host.AddAgreedFundAsync();
        using var finance = host.Finance();
        using var named = await finance.ContributeAsync(fund, A.Contribution() with { Instalment = "R-2026-10-01" });
        using var unknown = await finance.ContributeAsync(fund, A.Contribution() with { Instalment = "R-2026-10-02" });
        using var malformed = await finance.ContributeAsync(fund, A.Contribution() with { Instalment = "October" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "contribution.instalment-unknown"), (unknown.StatusCode, await unknown.CodeAsync()));
        Assert.Equal("request.invalid", await malformed.CodeAsync());
        Assert.Equal([0, 0, 100_000, 0], (await CouncilAsync(fund)).Instalments!.Select(i => i.SettledPence));
        var list = await finance.ReadAsync<Page<ContributionLineView>>(At(fund));
        Assert.Equal(("R-2026-10-01", 1, false), (list.Items.Single().Instalment, list.Items.Single().EntryNumber, list.Items.Single().IsReversed));
    }

    [Fact]
    public async Task A_variation_shows_the_difference_and_leaves_what_was_due_as_it_was()
    {
        var fund = await host.AddAgreedFundAsync();
        using var asked = await host.VaryAgreementAsync(fund, A.Agreement(councilPence: 450_000, from: new(2026, 12, 1)) with { Reason = "More" });
        var before = await CouncilAsync(fund);
        using var council = await host.AnswerAsync(fund, 2, A.Council);
        using var trust = await host.AnswerAsync(fund, 2, A.Trust);

        var after = await CouncilAsync(fund);

        Assert.Equal((400_000, 0), (before.AgreedPence, before.DifferencePence));
        Assert.Equal((450_000, 400_000, 50_000), (after.AgreedPence, after.FirstAgreedPence, after.DifferencePence));
        Assert.Equal([(100_000, 0), (100_000, 0), (100_000, 0), (150_000, 50_000)],
            after.Instalments!.Select(i => ((int)i.AmountPence, (int)i.DifferencePence)));
        Assert.Equal(400_000, (await CouncilAsync(fund, A.Today.AddDays(-1))).AgreedPence);
    }

    [Fact]
    public async Task Another_partners_days_and_references_are_not_shown_and_its_sums_are()
    {
        var fund = await host.AddAgreedFundAsync();
        using var finance = host.Finance();
        using var posted = await finance.ContributeAsync(fund, A.Contribution(amountPence: 5));
        using var trust = host.Finance(A.Trust);
        using var board = host.Client(Roles.BoardMember, A.Council);
        using var outsider = host.Finance("outsider");

        var seen = await CouncilAsync(fund, reader: A.Trust);
        var list = await trust.ReadAsync<Page<ContributionLineView>>(At(fund));
        var ofBoard = await board.ReadAsync<ScheduleView>(At(fund, "/schedule"));
        using var refused = await outsider.GetAsync(At(fund, "/schedule"), TestContext.Current.CancellationToken);

        Assert.Equal((5, null, null), (seen.ReceivedPence, seen.Instalments, seen.DaysLate));
        Assert.Empty(list.Items);
        Assert.All(ofBoard.Partners, partner => Assert.Null(partner.Instalments));
        Assert.Equal("fund.not-your-organisation", await refused.CodeAsync());
    }

    [Fact]
    public async Task Payments_and_a_variation_at_once_leave_a_schedule_that_adds_up()
    {
        var fund = await host.AddAgreedFundAsync();
        using var finance = host.Finance();
        using var asked = await host.VaryAgreementAsync(fund, A.Agreement(councilPence: 333_333, from: A.Today) with { Reason = "Less" });
        using var council = await host.AnswerAsync(fund, 2, A.Council);

        var payments = Enumerable.Range(0, 8).Select(_ => finance.ContributeAsync(fund, A.Contribution(amountPence: 10_001) with { Instalment = "R-2027-01-01" })).ToList();
        using var trust = await host.AnswerAsync(fund, 2, A.Trust);
        foreach (var payment in payments) Assert.Equal(HttpStatusCode.Created, (await payment).StatusCode);

        var after = await CouncilAsync(fund);
        Assert.Equal((333_333, 80_008), (after.AgreedPence, after.ReceivedPence));
        Assert.Equal(333_333, after.Instalments!.Sum(i => i.AmountPence));
        Assert.Equal(80_008, after.Instalments!.Sum(i => i.SettledPence));
    }

    [Fact]
    public async Task Next_year_shows_its_working()
    {
        var contributions = new ContributionTerms[] { A.Pays(A.Council, 400_000), A.Pays(A.Council, 99, isRecurrent: false), A.Pays(A.Trust, 600_001) };
        var fund = await host.AddAgreedFundAsync(A.Agreement() with { Terms = A.Terms() with { Contributions = contributions } });
        using var asked = await host.VaryAgreementAsync(fund, A.Agreement(councilPence: 450_000, trustPence: 600_001, from: new(2026, 12, 1)));
        using var one = await host.AnswerAsync(fund, 2, A.Council);
        using var two = await host.AnswerAsync(fund, 2, A.Trust);
        using var manager = host.Client(Roles.PoolManager, A.Council);
        using var planned = await manager.PostAsJsonAsync(
            At(fund, "/planned-changes"), new PlanChangeRequest(A.Council, -10_000, "A scheme ends"), RunningLedger.Json, TestContext.Current.CancellationToken);

        var next = await manager.ReadAsync<NextYearView>(At(fund, "/next-year?inflationBasisPoints=250&efficiencyBasisPoints=100"));

        Assert.Equal(HttpStatusCode.Created, planned.StatusCode);
        Assert.Equal(("2027/28", new DateOnly(2026, 12, 31), new DateOnly(2027, 2, 28)), (next.FinancialYear, next.NotifyEffectsBy, next.AgreeBudgetBy));
        Assert.Equal((400_000, 50_000, 11_250, -10_000, 4_500, 446_750), (next.Partners[0].PriorRecurrentPence, next.Partners[0].AgreedChangesPence,
            next.Partners[0].InflationPence, next.Partners[0].PlannedChangesPence, next.Partners[0].EfficiencyPence, next.Partners[0].ProposedPence));
        Assert.Equal(600_001 + 15_000 - 6_000, next.Partners[1].ProposedPence);
        Assert.Equal("Inflation of 2.50 % on £4,500.00: £112.50", next.Partners[0].Working[2]);
        Assert.Equal(next.Partners.Sum(p => p.ProposedPence), next.ProposedPence);
        Assert.Equal("A scheme ends", next.PlannedChanges.Single().Reason);
    }

    [Theory]
    [InlineData("/schedule?asOf=yesterday", "request.invalid")]
    [InlineData("/next-year?inflationBasisPoints=5001", "request.invalid")]
    [InlineData("/next-year?efficiencyBasisPoints=-1", "request.invalid")]
    public async Task Malformed_questions_are_refused(string path, string code)
    {
        var fund = await host.AddAgreedFundAsync();
        using var finance = host.Finance();

        using var answer = await finance.GetAsync(At(fund, path), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_fund_without_an_agreement_has_no_schedule()
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance();
        using var manager = host.Client(Roles.PoolManager, A.Council);

        using var schedule = await finance.GetAsync(At(fund, "/schedule"), TestContext.Current.CancellationToken);
        using var next = await finance.GetAsync(At(fund, "/next-year"), TestContext.Current.CancellationToken);
        using var stranger = await manager.PostAsJsonAsync(At(fund, "/planned-changes"), new PlanChangeRequest("stranger", 1, "x"), RunningLedger.Json, TestContext.Current.CancellationToken);
        using var nothing = await manager.PostAsJsonAsync(At(fund, "/planned-changes"), new PlanChangeRequest(A.Trust, 0, "x"), RunningLedger.Json, TestContext.Current.CancellationToken);

        Assert.Equal("agreement.none-in-force", await schedule.CodeAsync());
        Assert.Equal("agreement.none-in-force", await next.CodeAsync());
        Assert.Equal("contribution.partner-unknown", await stranger.CodeAsync());
        Assert.Equal("request.invalid", await nothing.CodeAsync());
    }

    [Fact]
    public async Task The_place_sets_its_days_and_the_same_twice_changes_nothing()
    {
        await using var own = await ledger.StartAsync();
        using var loader = own.Client(Roles.PlaceLoader);
        var asked = new PutSettingsRequest(InvoiceDaysBefore: 20, NotifyEffectsBy: "12-24");

        async Task<SettingsPutView?> PutAsync(PutSettingsRequest request)
        {
            using var answer = await loader.PutAsJsonAsync("/api/ledger/settings", request, RunningLedger.Json);
            return await answer.Content.ReadFromJsonAsync<SettingsPutView>(RunningLedger.Json);
        }

        Assert.Equal(PutOutcome.Added, (await PutAsync(asked))!.Outcome);
        Assert.Equal(PutOutcome.Unchanged, (await PutAsync(asked))!.Outcome);
        Assert.Equal((PutOutcome.Changed, "12-24", "03-01"), await PutAsync(asked with { AgreeBudgetBy = "03-01" }) is { } view ? (view.Outcome, view.NotifyEffectsBy, view.AgreeBudgetBy) : default);
        using var wrong = await loader.PutAsJsonAsync("/api/ledger/settings", new PutSettingsRequest(AgreeBudgetBy: "02-29"), RunningLedger.Json, TestContext.Current.CancellationToken);
        Assert.Equal("request.invalid", await wrong.CodeAsync());
    }
}
