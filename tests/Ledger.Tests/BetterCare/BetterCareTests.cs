using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.BetterCare;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Ledger.Journal;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.BetterCare;

/// <summary>The Better Care Fund's view of a fund: where the money comes from, and what became of each scheme.</summary>
public sealed class BetterCareTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static BetterCareTerms Plan => new(
        [
            new(FundingKind.MinimumNhsContribution, A.Trust, 500_000), new(FundingKind.DisabledFacilitiesGrant, A.Council, 100_000),
        ],
        [
            Scheme("1", FundingKind.MinimumNhsContribution, 200), Scheme("2", FundingKind.MinimumNhsContribution, 100),
            Scheme("3", FundingKind.ImprovedBetterCareFund, 50, "homes"),
        ]);

    [Fact]
    public async Task A_return_shows_each_schemes_spend_and_every_pound_stands_in_one_of_them()
    {
        var fund = await SpentAsync(("community", 100), ("homes", 7), ("other", 5));
        using var put = await PutAsync(fund, Plan);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        using var manager = host.Client(Roles.PoolManager, A.Council);

        var tables = (await manager.ReadAsync<JsonElement>($"/api/ledger/funds/{fund}/statements/draft?kind=betterCareFund&period=2026/27-Q3"))
            .GetProperty("tables");

        // 100 pence over schemes planned 2 to 1: the penny that is left goes to the larger remainder.
        Assert.Equal([("1", 67), ("2", 33), ("3", 7), ("", 5)], tables.GetProperty("schemes").GetProperty("rows").EnumerateArray()
            .Select(row => (row.GetProperty("number").GetString(), row.GetProperty("spentPence").GetInt64())));
        Assert.Equal(112, tables.GetProperty("schemes").GetProperty("total").GetProperty("spentPence").GetInt64());
        Assert.Equal([("Minimum NHS contribution", 499_700), ("iBCF", -50), ("DFG", 100_000)],
            tables.GetProperty("sources").GetProperty("rows").EnumerateArray()
                .Select(row => (row.GetProperty("source").GetString(), row.GetProperty("unplannedPence").GetInt64())));
    }

    [Fact]
    public async Task A_plan_is_changed_by_who_has_read_it_last()
    {
        var fund = await SpentAsync();
        using var first = await PutAsync(fund, Plan);
        using var blind = await PutAsync(fund, Plan);
        using var second = await PutAsync(fund, Plan with { Sources = [] }, first.Headers.ETag);
        using var stale = await PutAsync(fund, Plan, first.Headers.ETag);

        Assert.Equal((HttpStatusCode.PreconditionRequired, "request.if-match-missing"), (blind.StatusCode, await blind.CodeAsync()));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "request.stale"), (stale.StatusCode, await stale.CodeAsync()));
        using var partner = host.Finance(A.Trust);
        var plan = await partner.ReadAsync<BetterCarePlanView>($"/api/ledger/funds/{fund}/better-care-plan");
        Assert.Equal((2, 0), (plan.Version, plan.Terms.Sources.Count));
    }

    [Fact]
    public async Task A_plan_that_names_what_the_fund_has_not_is_refused()
    {
        var fund = await SpentAsync();

        foreach (var (plan, code) in ((BetterCareTerms, string)[])
            [
                (Plan with { Sources = [new(FundingKind.MinimumNhsContribution, "stranger", 1)] }, "better-care-plan.partner-unknown"),
                (Plan with { Schemes = [Scheme("1", FundingKind.MinimumNhsContribution, 1, "nothing")] }, "better-care-plan.programme-unknown"),
                (Plan with { Schemes = [.. Plan.Schemes, Plan.Schemes[0]] }, "better-care-plan.listed-twice"),
                (Plan with { Sources = [.. Plan.Sources, Plan.Sources[0]] }, "better-care-plan.listed-twice"),
            ])
        {
            using var refused = await PutAsync(fund, plan);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (refused.StatusCode, await refused.CodeAsync()));
        }

        using var finance = host.Finance(A.Trust);
        using var none = await finance.GetAsync(new Uri($"/api/ledger/funds/{fund}/better-care-plan", UriKind.Relative), Cancelled);
        Assert.Equal("better-care-plan.unknown", await none.CodeAsync());
    }

    private async Task<string> SpentAsync(params (string Programme, long Pence)[] spends)
    {
        var (fund, _) = await host.AddFundAsync(terms => terms with
        {
            Programmes = [.. ((string[])["community", "homes", "other"]).Select(code => new ProgrammeTerms(code, code, 1_000, []))],
        });
        await using var db = host.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancelled);
        var bookkeeper = new Bookkeeper(db, new FixedClock(A.Now));
        var head = await bookkeeper.TakeAsync(fund, Cancelled);
        Assert.NotNull(head);
        foreach (var (programme, pence) in spends)
            bookkeeper.Post(head, new(fund, EntryKind.Adjustment, A.Today, $"test:{fund}:{programme}", "Care",
                [new(Account.Expenditure(programme), Side.Debit, pence), new(Account.Payables, Side.Credit, pence)]));
        await db.SaveChangesAsync(Cancelled);
        await transaction.CommitAsync(Cancelled);
        return fund;
    }

    private async Task<HttpResponseMessage> PutAsync(string fund, BetterCareTerms plan, EntityTagHeaderValue? tag = null)
    {
        using var manager = host.Client(Roles.PoolManager, A.Council);
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/ledger/funds/{fund}/better-care-plan")
        {
            Content = JsonContent.Create(plan, options: RunningLedger.Json),
        };
        if (tag is not null) request.Headers.IfMatch.Add(tag);
        return await manager.SendAsync(request, Cancelled);
    }

    private static Scheme Scheme(string number, FundingKind source, long plannedPence, string programme = "community") => new(
        number, $"Scheme {number}", "Community based schemes", "Community health", "NHS", "The Trust", source, programme, plannedPence);
}
