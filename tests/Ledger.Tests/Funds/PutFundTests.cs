using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.Funds;

public sealed class PutFundTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    [Fact]
    public async Task The_same_terms_twice_change_nothing()
    {
        var (code, fund) = (A.Code("fund"), A.Fund() with { AgreedYears = [new("2026/27", 5)], Source = "source 001" });

        using var added = await host.PutFundAsync(code, fund);
        using var again = await host.PutFundAsync(code, fund);
        using var changed = await host.PutFundAsync(code, fund with { Programmes = [fund.Programmes[0] with { BudgetPence = 7 }] });

        Assert.Equal((HttpStatusCode.Created, PutOutcome.Added), (added.StatusCode, await OutcomeAsync(added)));
        Assert.Equal((HttpStatusCode.OK, PutOutcome.Unchanged), (again.StatusCode, await OutcomeAsync(again)));
        Assert.Equal((HttpStatusCode.OK, PutOutcome.Changed), (changed.StatusCode, await OutcomeAsync(changed)));
        using var manager = host.Client(Roles.PoolManager, A.Council);
        var view = await manager.ReadAsync<FundView>($"/api/ledger/funds/{code}");
        Assert.Equal((7, "2026/27", "source 001"),
            (view.Programmes.Single().BudgetPence, view.FinancialYear, view.Source));
    }

    [Fact]
    public async Task Categories_partners_and_years_are_replaced_by_the_new_terms()
    {
        var code = A.Code("fund");
        using var added = await host.PutFundAsync(code, A.Fund("one") with { AgreedYears = [new("2026/27", 5)] });

        using var changed = await host.PutFundAsync(code, A.Fund("two") with
        {
            Partners = [new("other", "The Other", 1)], AgreedYears = [new("2027/28", 6)], PrintedTotalPence = 10,
        });

        Assert.Equal(PutOutcome.Changed, await OutcomeAsync(changed));
        using var manager = host.Client(Roles.PoolManager, A.Council);
        var view = await manager.ReadAsync<FundView>($"/api/ledger/funds/{code}");
        Assert.Equal(["two"], view.Programmes.Single().ServiceCategories);
        Assert.Equal("other", view.Partners.Single().OrganisationCode);
        Assert.Equal(new AgreedYearTerms("2027/28", 6), view.AgreedYears.Single());
        Assert.Equal(4, view.PrintedTotalDifferencePence);
    }

    [Fact]
    public async Task A_partner_that_has_paid_in_stays()
    {
        var (code, _) = await host.AddFundAsync();
        using var finance = host.Finance();
        using var posted = await finance.ContributeAsync(code, A.Contribution());

        using var answer = await host.PutFundAsync(code, A.Fund() with { Partners = [] });

        Assert.Equal((HttpStatusCode.Conflict, "fund.in-use"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Two_loaders_at_once_add_one_fund()
    {
        var code = A.Code("fund");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.PutFundAsync(code, A.Fund())));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        foreach (var answer in answers) answer.Dispose();
    }

    [Theory]
    [InlineData("partners", "[null]")]
    [InlineData("partners", "null")]
    [InlineData("partners", """[{"organisationCode":"a b","name":"x","agreedPence":1}]""")]
    [InlineData("partners", """[{"organisationCode":"a","name":"","agreedPence":1}]""")]
    [InlineData("partners", """[{"organisationCode":"a","name":"x","agreedPence":-1}]""")]
    [InlineData("programmes", """[{"code":"a","name":"x","budgetPence":1,"serviceCategories":[null]}]""")]
    [InlineData("programmes", """[{"code":"a","name":"x","budgetPence":1,"serviceCategories":["a b"]}]""")]
    [InlineData("programmes", """[{"code":"a","name":"x","budgetPence":9999999999999999,"serviceCategories":[]}]""")]
    [InlineData("agreedYears", "[null]")]
    [InlineData("financialYear", "\"this year\"")]
    [InlineData("class", "\"shared\"")]
    [InlineData("class", "1")]
    [InlineData("unknown", "1")]
    public async Task Malformed_terms_are_refused(string member, string value)
    {
        var json = System.Text.Json.JsonSerializer.SerializeToNode(A.Fund(), RunningLedger.Json)!.AsObject();
        json[member] = System.Text.Json.Nodes.JsonNode.Parse(value);
        using var loader = host.Client(Roles.PlaceLoader);

        using var answer = await loader.PutAsJsonAsync(
            $"/api/ledger/funds/{A.Code("fund")}", json, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, "request.invalid"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Theory]
    [InlineData("no%20code", "fund.code-invalid")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fund.code-invalid")]
    public async Task A_fund_needs_a_plain_code(string fund, string code)
    {
        using var answer = await host.PutFundAsync(fund, A.Fund());

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task Funds_are_listed_by_page()
    {
        var (code, _) = await host.AddFundAsync();
        await host.AddFundAsync();
        using var board = host.Client(Roles.BoardMember, A.Council);

        var all = new List<FundSummaryView>();
        for (Page<FundSummaryView>? page = null; page is null || page.Items.Count > 0; all.AddRange(page.Items))
            page = await board.ReadAsync<Page<FundSummaryView>>($"/api/ledger/funds?pageSize=200&page={(page?.Number ?? 0) + 1}");
        var first = await board.ReadAsync<Page<FundSummaryView>>("/api/ledger/funds?pageSize=1");

        // Other tests add funds meanwhile, so the whole is only known to be at least these two.
        Assert.Contains(all, fund => fund.Code == code && fund.Class == FundClass.Pooled);
        Assert.Equal(all.Select(fund => fund.Code).Order(StringComparer.Ordinal), all.Select(fund => fund.Code));
        Assert.Single(first.Items);
        Assert.True(first.Total >= 2);
    }

    private static async Task<PutOutcome?> OutcomeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<FundPutView>(RunningLedger.Json))?.Outcome;
}
