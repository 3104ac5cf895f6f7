using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.ManualEntries;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.ManualEntries;

public sealed class PostManualEntryTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static readonly PostManualEntryRequest Valid = A.ManualEntry();

    public static TheoryData<int, string, PostManualEntryRequest> Refusals => new()
    {
        { 422, "manual-entry.unbalanced", Valid with { Lines = [new("receipts", 5), new("payables", CreditPence: 4)] } },
        { 422, "manual-entry.unbalanced", Valid with { Lines = [new("receipts", 5), new("payables", 5)] } },
        { 422, "manual-entry.line-invalid", Valid with { Lines = [new("receipts"), new("payables", CreditPence: 4)] } },
        { 422, "manual-entry.line-invalid", Valid with { Lines = [new("receipts", 4, 4), new("payables", 4, 4)] } },
        { 422, "manual-entry.account-twice", Valid with { Lines = [new("receipts", 4), new("receipts", CreditPence: 4)] } },
        { 422, "manual-entry.account-not-for-hands", Valid with { Lines = [new("commitments:community", 4), new("payables", CreditPence: 4)] } },
        { 422, "manual-entry.account-not-for-hands", Valid with { Lines = [new("receipts", 4), new("reserve-for-commitments", CreditPence: 4)] } },
        { 422, "manual-entry.account-not-for-hands", Valid with { Lines = [new("receipts", 4), new("contributions:council", CreditPence: 4)] } },
        { 422, "manual-entry.account-not-for-hands", Valid with { Lines = [new("receipts", 4), new("accruals", CreditPence: 4)] } },
        { 422, "manual-entry.account-not-for-hands", Valid with { Lines = [new("expenditure:nothing", 4), new("payables", CreditPence: 4)] } },
        { 422, "manual-entry.outside-financial-year", Valid with { EffectiveOn = new(2026, 3, 31) } },
        { 422, "manual-entry.in-the-future", Valid with { EffectiveOn = A.Today.AddDays(1) } },
        { 400, "request.invalid", Valid with { Lines = [new("receipts", 4)] } },
        { 400, "request.invalid", Valid with { Lines = [new("receipts", 0), new("payables", CreditPence: 0)] } },
        { 400, "request.invalid", Valid with { Lines = [new("receipts", -4), new("payables", CreditPence: -4)] } },
        { 400, "request.invalid", Valid with { Lines = [new("receipts", long.MaxValue), new("payables", CreditPence: long.MaxValue)] } },
        { 400, "request.invalid", Valid with { Lines = [.. Enumerable.Repeat(new ManualLine("receipts", 1), 101)] } },
        { 400, "request.invalid", Valid with { Narrative = "two\nlines" } },
        { 400, "request.invalid", Valid with { Narrative = " " } },
        { 400, "request.invalid", Valid with { Reason = "" } },
        { 400, "request.invalid", Valid with { Reason = new('x', 501) } },
    };

    [Theory, MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task What_is_against_a_rule_is_refused_and_nothing_waits(int status, string code, PostManualEntryRequest asked)
    {
        var (fund, _) = await host.AddFundAsync();
        using var officer = host.Officer("maker");

        using var answer = await officer.PostByHandAsync(fund, asked);

        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
        await using var db = host.Db();
        Assert.False(await db.Approvals.AnyAsync(a => a.FundCode == fund, TestContext.Current.CancellationToken));
        Assert.False(await db.JournalEntries.AnyAsync(e => e.FundCode == fund, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Within_the_agreements_limit_one_person_suffices_and_a_penny_above_it_waits()
    {
        var fund = await host.AddAgreedFundAsync();
        using var officer = host.Officer("maker");
        const long limitPence = 100_000;

        using var within = await officer.PostByHandAsync(fund, A.ManualEntry(limitPence));
        using var above = await officer.PostByHandAsync(fund, A.ManualEntry(limitPence + 1));

        var posted = await within.BodyAsync<HandPostingView>(HttpStatusCode.Created);
        Assert.Equal((1, limitPence), (posted.EntryNumber, posted.AmountPence));
        Assert.Equal(limitPence, (await above.BodyAsync<ApprovalView>(HttpStatusCode.Accepted)).LimitPence);
        Assert.Equal(limitPence, (await host.PositionAsync(fund)).SpentPence);
        await using var db = host.Db();
        var source = await db.JournalEntries.Where(e => e.FundCode == fund).Select(e => e.Source)
            .SingleAsync(TestContext.Current.CancellationToken);
        var right = await db.Authorisations.SingleAsync(a => a.FundCode == fund, TestContext.Current.CancellationToken);
        Assert.Equal((source, "persona:maker", null), (right.Source, right.MadeBy, right.ApprovalId));
    }

    [Fact]
    public async Task Only_people_of_the_host_post_by_hand()
    {
        var (fund, _) = await host.AddFundAsync();
        using var partner = host.Officer("maker", A.Trust);
        using var stranger = host.Officer("maker", "stranger");
        using var board = host.Client(Roles.BoardMember, A.Council);
        using var officer = host.Officer("maker");

        using var ofPartner = await partner.PostByHandAsync(fund, Valid);
        using var ofStranger = await stranger.PostByHandAsync(fund, Valid);
        using var ofBoard = await board.PostByHandAsync(fund, Valid);
        using var nowhere = await officer.PostByHandAsync("no-such-fund", Valid);
        using var keyless = await officer.PostAsJsonAsync(
            $"/api/ledger/funds/{fund}/manual-entries", Valid, RunningLedger.Json, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Forbidden, "fund.not-the-host"), (ofPartner.StatusCode, await ofPartner.CodeAsync()));
        Assert.Equal("fund.not-your-organisation", await ofStranger.CodeAsync());
        Assert.Equal("request.forbidden", await ofBoard.CodeAsync());
        Assert.Equal("fund.unknown", await nowhere.CodeAsync());
        Assert.Equal("idempotency.key-missing", await keyless.CodeAsync());
    }

    [Fact]
    public async Task A_fund_in_view_takes_no_entry_by_hand()
    {
        var (fund, _) = await host.AddFundAsync(f => f with { Class = FundClass.InView });
        using var officer = host.Officer("maker");

        using var answer = await officer.PostByHandAsync(fund, Valid);

        Assert.Equal("fund.in-view", await answer.CodeAsync());
    }

    [Fact]
    public async Task The_rules_are_held_again_when_it_is_approved()
    {
        var (fund, category) = await host.AddFundAsync(f => f with
        {
            Programmes = [.. f.Programmes, new("other", "Other", 10, [])],
        });
        using var maker = host.Officer("maker");
        using var checker = host.Officer("checker");
        var waiting = await maker.AskAsync(fund, Valid with { Lines = [new("expenditure:other", 5), new("payables", CreditPence: 5)] });
        using var changed = await host.PutFundAsync(fund, A.Fund(category));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        using var answer = await checker.DecideAsync(waiting.Id);

        Assert.Equal("manual-entry.account-not-for-hands", await answer.CodeAsync());
        Assert.Equal(ApprovalStatus.Pending, (await maker.ReadAsync<ApprovalView>($"/api/ledger/approvals/{waiting.Id}")).Status);
    }
}
