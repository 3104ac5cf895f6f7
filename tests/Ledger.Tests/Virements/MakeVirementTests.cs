using System.Net;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Ledger.Virements;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Virements;

public sealed class MakeVirementTests(RunningLedger ledger)
{
    private const long LimitPence = 500_000;
    private static readonly MakeVirementRequest Valid = new(A.Programme, "equipment", 400_000, "Beds are needed more than visits.");

    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    /// <summary>A fund of two programmes, 1,000,000 and 50,000 pence, whose agreement lets the manager move 500,000.</summary>
    private async Task<string> FundAsync()
    {
        var (fund, _) = await host.AddFundAsync(f => f with { Programmes = [.. f.Programmes, new("equipment", "Equipment", 50_000, [])] });
        using var agreed = await host.PutAgreementAsync(fund, A.Agreement());
        Assert.Equal(HttpStatusCode.Created, agreed.StatusCode);
        return fund;
    }

    private HttpClient Manager(string name = "manager") => host.Client(Roles.PoolManager, A.Council, name: name);

    private static Task<HttpResponseMessage> MoveAsync(HttpClient client, string fund, MakeVirementRequest asked) =>
        client.SendAsync($"/api/ledger/funds/{fund}/virements", asked);

    private async Task<(long From, long To)> BudgetsAsync(string fund, DateOnly? asOf = null)
    {
        var programmes = (await host.PositionAsync(fund, asOf)).Programmes.ToDictionary(p => p.Code, p => p.BudgetPence);
        return (programmes[A.Programme], programmes["equipment"]);
    }

    [Fact]
    public async Task The_manager_moves_up_to_the_limit_alone_and_both_budgets_show_it_from_its_day_on()
    {
        var fund = await FundAsync();
        using var manager = Manager();

        using var today = await MoveAsync(manager, fund, Valid);
        using var later = await MoveAsync(manager, fund, Valid with { AmountPence = 1, EffectiveOn = A.Today.AddDays(10) });

        Assert.Equal(HttpStatusCode.Created, later.StatusCode);
        Assert.Null((await today.BodyAsync<VirementView>(HttpStatusCode.Created)).ApprovedBy);
        Assert.Equal((1_000_000, 50_000), await BudgetsAsync(fund, A.Today.AddDays(-1)));
        Assert.Equal((600_000, 450_000), await BudgetsAsync(fund));
        Assert.Equal((599_999, 450_001), await BudgetsAsync(fund, A.Today.AddDays(10)));
        var listed = await manager.ReadAsync<Page<VirementView>>($"/api/ledger/funds/{fund}/virements");
        Assert.Equal([400_000, 1], listed.Items.Select(v => v.AmountPence));
    }

    [Fact]
    public async Task Above_the_limit_a_board_member_decides_and_says_from_when_on()
    {
        var fund = await FundAsync();
        using var manager = Manager();
        using var officer = host.Officer("officer");
        using var board = host.Client(Roles.BoardMember);
        var callInOver = A.Today.AddDays(8);

        using var asked = await MoveAsync(manager, fund, Valid with { AmountPence = LimitPence + 1 });
        var waiting = await asked.BodyAsync<ApprovalView>(HttpStatusCode.Accepted);
        using var notTheirs = await officer.DecideAsync(waiting.Id);
        using var decided = await board.DecideAsync(waiting.Id, body: new GiveApprovalRequest(callInOver));

        Assert.Equal("approval.not-your-decision", await notTheirs.CodeAsync());
        Assert.Null((await decided.BodyAsync<ApprovalView>(HttpStatusCode.OK)).EntryNumber);
        Assert.Equal((1_000_000, 50_000), await BudgetsAsync(fund, callInOver.AddDays(-1)));
        Assert.Equal((499_999, 550_001), await BudgetsAsync(fund, callInOver));
        var listed = await manager.ReadAsync<Page<VirementView>>($"/api/ledger/funds/{fund}/virements");
        Assert.Equal(("persona:manager", "persona:board-member"), (listed.Items.Single().MadeBy, listed.Items.Single().ApprovedBy));
    }

    [Fact]
    public async Task Only_a_virement_is_given_a_day_and_none_that_is_over()
    {
        var fund = await FundAsync();
        using var manager = Manager();
        using var maker = host.Officer("maker");
        using var board = host.Client(Roles.BoardMember);
        var byHand = await maker.AskAsync(fund, A.ManualEntry(100_001));
        using var asked = await MoveAsync(manager, fund, Valid with { AmountPence = LimitPence + 1 });
        var waiting = await asked.BodyAsync<ApprovalView>(HttpStatusCode.Accepted);

        using var noDay = await manager.DecideAsync(byHand.Id, body: new GiveApprovalRequest(A.Today));
        using var over = await board.DecideAsync(waiting.Id, body: new GiveApprovalRequest(A.Today.AddDays(-1)));

        Assert.Equal("approval.no-effective-day", await noDay.CodeAsync());
        Assert.Equal("virement.effective-date-invalid", await over.CodeAsync());
    }

    [Fact]
    public async Task Of_virements_at_once_that_together_would_take_more_than_is_free_only_those_pass_that_fit()
    {
        var fund = await FundAsync();
        using var manager = Manager();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MoveAsync(manager, fund, Valid)));

        Assert.Equal(2, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
            Assert.Equal((HttpStatusCode.Conflict, "virement.budget-in-use"), (refused.StatusCode, await refused.CodeAsync()));
        Assert.Equal((200_000, 850_000), await BudgetsAsync(fund));
    }

    [Fact]
    public async Task What_is_spent_stays_covered_and_what_comes_later_cannot_be_moved_before()
    {
        var fund = await FundAsync();
        using var manager = Manager();
        using var officer = host.Officer("officer");
        using var spent = await officer.PostByHandAsync(fund, A.ManualEntry(100_000));
        Assert.Equal(HttpStatusCode.Created, spent.StatusCode);
        var later = A.Today.AddDays(20);
        using var comes = await MoveAsync(manager, fund, Valid with { EffectiveOn = later });
        Assert.Equal(HttpStatusCode.Created, comes.StatusCode);

        using var tooMuch = await MoveAsync(manager, fund, Valid with { AmountPence = 500_000 + 1 });
        using var uncovered = await MoveAsync(manager, fund, Valid with { AmountPence = 500_000 });
        using var nothingLeft = await MoveAsync(manager, fund, Valid with { AmountPence = 1 });
        var back = Valid with { FromProgramme = "equipment", ToProgramme = A.Programme, AmountPence = 550_001 };
        using var early = await MoveAsync(manager, fund, back);
        using var inTime = await MoveAsync(manager, fund, back with { EffectiveOn = later });

        Assert.Equal("virement.budget-in-use", await tooMuch.CodeAsync());
        Assert.Equal(HttpStatusCode.Created, uncovered.StatusCode);
        Assert.Equal("virement.budget-in-use", await nothingLeft.CodeAsync());
        Assert.Equal("virement.budget-in-use", await early.CodeAsync());
        Assert.Equal(HttpStatusCode.Accepted, inTime.StatusCode);     // above the limit, and free by then
    }

    public static TheoryData<int, string, MakeVirementRequest> Refusals => new()
    {
        { 422, "virement.same-programme", Valid with { ToProgramme = A.Programme } },
        { 422, "virement.programme-unknown", Valid with { ToProgramme = "nothing" } },
        { 422, "virement.programme-unknown", Valid with { FromProgramme = "nothing" } },
        { 422, "virement.effective-date-invalid", Valid with { EffectiveOn = A.Today.AddDays(-1) } },
        { 422, "virement.effective-date-invalid", Valid with { EffectiveOn = new(2027, 4, 1) } },
        { 409, "virement.budget-in-use", Valid with { AmountPence = 1_000_001 } },
        { 400, "request.invalid", Valid with { AmountPence = 0 } },
        { 400, "request.invalid", Valid with { AmountPence = long.MaxValue } },
        { 400, "request.invalid", Valid with { Reason = " " } },
    };

    [Theory, MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task What_is_against_a_rule_is_refused_and_moves_nothing(int status, string code, MakeVirementRequest asked)
    {
        var fund = await FundAsync();
        using var manager = Manager();

        using var answer = await MoveAsync(manager, fund, asked);

        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
        Assert.Equal((1_000_000, 50_000), await BudgetsAsync(fund));
    }

    [Fact]
    public async Task Only_the_hosts_pooled_fund_manager_moves_budget()
    {
        var fund = await FundAsync();
        using var officer = host.Officer("officer");
        using var stranger = host.Client(Roles.PoolManager, A.Trust);

        using var ofOfficer = await MoveAsync(officer, fund, Valid);
        using var ofStranger = await MoveAsync(stranger, fund, Valid);

        Assert.Equal("request.forbidden", await ofOfficer.CodeAsync());
        Assert.Equal("fund.not-your-organisation", await ofStranger.CodeAsync());
    }

    [Fact]
    public async Task The_agreed_budget_stays_as_high_as_what_was_moved_away()
    {
        var fund = await FundAsync();
        using var manager = Manager();
        using var moved = await MoveAsync(manager, fund, Valid);
        Assert.Equal(HttpStatusCode.Created, moved.StatusCode);
        var terms = A.Fund(A.Code("category"));

        using var lower = await host.PutFundAsync(fund, terms with
        {
            Programmes = [terms.Programmes[0] with { BudgetPence = 399_999 }, new("equipment", "Equipment", 50_000, [])],
        });
        using var gone = await host.PutFundAsync(fund, terms);

        Assert.Equal("fund.in-use", await lower.CodeAsync());
        Assert.Equal("fund.in-use", await gone.CodeAsync());
    }

    [Theory]
    [InlineData("1000001", "CURRENT_DATE", true, "no such budget")]
    [InlineData("5", "CURRENT_DATE - 1", true, "no day that is over")]
    [InlineData("5", "CURRENT_DATE", false, "nobody answers")]
    public async Task The_database_refuses_it_too(string pence, string day, bool isAuthorised, string reason)
    {
        var fund = await FundAsync();
        var source = A.Code("virement");
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        if (isAuthorised)
        {
            await using var right = new NpgsqlCommand($"""
                INSERT INTO authorisations (source, fund_code, kind, amount_pence, limit_pence, made_by, reason, made_at)
                VALUES ('{source}', '{fund}', 'Virement', {pence}, 10000000, 'x', 'x', now())
                """, connection);
            await right.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var virement = new NpgsqlCommand($"""
            INSERT INTO virements (id, source, fund_code, from_programme, to_programme, amount_pence, effective_on, made_at)
            VALUES (gen_random_uuid(), '{source}', '{fund}', '{A.Programme}', 'equipment', {pence}, {day}, now())
            """, connection);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => virement.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal("23514", refused.SqlState);
        Assert.Contains(reason, refused.MessageText, StringComparison.Ordinal);
        await using var db = host.Db();
        Assert.False(await db.Virements.AnyAsync(v => v.FundCode == fund, TestContext.Current.CancellationToken));
    }
}
