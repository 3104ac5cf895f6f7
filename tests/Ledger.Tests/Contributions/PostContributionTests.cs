using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Contracts.Ledger;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Funds;
using IntegratedCare.Testing;

namespace IntegratedCare.Ledger.Tests.Contributions;

public sealed class PostContributionTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    [Fact]
    public async Task A_contribution_stands_in_the_journal_and_in_the_position_and_is_announced()
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance();

        using var answer = await finance.ContributeAsync(fund, A.Contribution(amountPence: 123_456));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var view = await answer.Content.ReadFromJsonAsync<ContributionView>(RunningLedger.Json, TestContext.Current.CancellationToken);
        Assert.Equal((1, 123_456, A.Council, A.Now), (view!.EntryNumber, view.AmountPence, view.Partner, view.PostedAt));
        var entry = await finance.ReadAsync<JournalEntryView>(answer.Headers.Location!.ToString());
        Assert.Equal(view.Hash, entry.Hash);
        Assert.Equal(
            [new("receipts", 123_456, null), new("contributions:council", null, 123_456)], entry.Lines);
        var position = await host.PositionAsync(fund);
        Assert.Equal((123_456, 123_456), (position.ContributedPence, position.AvailablePence));
        Assert.Equal(123_456, position.Partners.Single(p => p.Partner == A.Council).ContributedPence);
        var announced = await host.Events.NextAsync<ContributionPosted>(e => e.FundCode == fund);
        Assert.Equal((1, A.Council, 123_456), (announced.EntryNumber, announced.Partner, announced.AmountPence));
    }

    [Fact]
    public async Task The_same_key_and_body_posts_once_and_another_body_is_refused()
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance();
        var contribution = A.Contribution();

        using var first = await finance.ContributeAsync(fund, contribution, "key-1" + fund);
        using var again = await finance.ContributeAsync(fund, contribution, "key-1" + fund);
        using var other = await finance.ContributeAsync(fund, contribution with { AmountPence = 7 }, "key-1" + fund);

        Assert.Equal(
            await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal("idempotency.key-reused", await other.CodeAsync());
        Assert.Equal(contribution.AmountPence, (await host.PositionAsync(fund)).ContributedPence);
    }

    [Fact]
    public async Task A_partner_uses_a_reference_once_in_a_fund()
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance();
        using var trust = host.Finance(A.Trust);
        var contribution = A.Contribution();
        using var first = await finance.ContributeAsync(fund, contribution);

        using var again = await finance.ContributeAsync(fund, contribution);
        using var ofTrust = await trust.ContributeAsync(fund, contribution with { Partner = A.Trust });

        Assert.Equal((HttpStatusCode.Conflict, "contribution.reference-used"), (again.StatusCode, await again.CodeAsync()));
        Assert.Equal(HttpStatusCode.Created, ofTrust.StatusCode);
        Assert.Equal(2 * contribution.AmountPence, (await host.PositionAsync(fund)).ContributedPence);
    }

    public static TheoryData<int, string, PostContributionRequest> Refusals => new()
    {
        { 403, "contribution.not-your-organisation", A.Contribution(A.Trust) },
        { 422, "contribution.partner-unknown", A.Contribution("stranger") },
        { 422, "contribution.outside-financial-year", A.Contribution() with { ValueDate = new(2027, 4, 1) } },
        { 422, "contribution.outside-financial-year", A.Contribution() with { ValueDate = new(2026, 3, 31) } },
        { 422, "contribution.programme-unknown", A.Contribution() with { Programme = "nothing" } },
        { 400, "request.invalid", A.Contribution(amountPence: 0) },
        { 400, "request.invalid", A.Contribution(amountPence: -1) },
        { 400, "request.invalid", A.Contribution(amountPence: long.MaxValue) },
        { 400, "request.invalid", A.Contribution() with { Reference = "" } },
        { 400, "request.invalid", A.Contribution() with { Reference = "two\nlines" } },
        { 400, "request.invalid", A.Contribution() with { Reference = new('x', 61) } },
        { 400, "request.invalid", A.Contribution("no such code!") },
    };

    [Theory, MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task What_is_against_a_rule_is_refused_and_posts_nothing(int status, string code, PostContributionRequest asked)
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance();

        using var answer = await finance.ContributeAsync(fund, asked);

        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
        Assert.Equal(0, (await host.PositionAsync(fund)).ContributedPence);
    }

    [Theory]
    [InlineData("""{"partner":"council","amountPence":"12","valueDate":"2026-10-01","reference":"A"}""")]
    [InlineData("""{"partner":"council","amountPence":1.5,"valueDate":"2026-10-01","reference":"A"}""")]
    [InlineData("""{"partner":"council","amountPence":1e30,"valueDate":"2026-10-01","reference":"A"}""")]
    [InlineData("""{"partner":"council","amountPence":12,"valueDate":"2026-02-30","reference":"A"}""")]
    [InlineData("""{"partner":"council","amountPence":12,"valueDate":"2026-10-01","reference":"A","more":1}""")]
    [InlineData("""{"partner":null,"amountPence":12,"valueDate":"2026-10-01","reference":"A"}""")]
    [InlineData("""{"amountPence":12,"valueDate":"2026-10-01","reference":"A"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public async Task An_unreadable_body_is_refused(string body)
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance();
        finance.DefaultRequestHeaders.Add("Idempotency-Key", "a key");
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));

        using var answer = await finance.PostAsync(
            new Uri($"/api/ledger/funds/{fund}/contributions", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, "request.invalid"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_posting_of_money_needs_an_idempotency_key()
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance();

        using var answer = await finance.PostAsJsonAsync(
            $"/api/ledger/funds/{fund}/contributions", A.Contribution(), RunningLedger.Json, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, "idempotency.key-missing"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task A_fund_in_view_takes_no_postings()
    {
        var (fund, _) = await host.AddFundAsync(f => f with { Class = FundClass.InView });
        using var finance = host.Finance();

        using var answer = await finance.ContributeAsync(fund, A.Contribution());

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "fund.in-view"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task An_unknown_fund_is_not_found()
    {
        using var finance = host.Finance();

        using var answer = await finance.ContributeAsync("no-such-fund", A.Contribution());

        Assert.Equal((HttpStatusCode.NotFound, "fund.unknown"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Theory]
    [InlineData(Roles.PoolManager)]
    [InlineData(Roles.BoardMember)]
    [InlineData(Roles.PlaceLoader)]
    [InlineData(Roles.Gp)]
    public async Task Only_a_finance_officer_posts(string role)
    {
        var (fund, _) = await host.AddFundAsync();
        using var other = host.Client(role, A.Council);
        using var nobody = host.Anonymous();

        using var answer = await other.ContributeAsync(fund, A.Contribution());
        using var unsigned = await nobody.ContributeAsync(fund, A.Contribution());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
    }
}
