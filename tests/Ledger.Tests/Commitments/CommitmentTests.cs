using System.Net;
using IntegratedCare.Contracts.Ledger;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Agreements;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Commitments;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IntegratedCare.Ledger.Tests.Commitments;

public sealed class CommitmentTests(RunningLedger ledger)
{
    private static readonly MakeCommitmentRequest Valid = new(
        A.Programme, "PO-1", "The equipment store", 50_000, A.Today.AddDays(-10), "Beds for the winter.", ExpiresOn: A.Today.AddDays(30));

    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static Task<HttpResponseMessage> MakeAsync(HttpClient client, string fund, MakeCommitmentRequest? asked = null) =>
        client.SendAsync($"/api/ledger/funds/{fund}/commitments", asked ?? Valid);

    private static Task<HttpResponseMessage> SpendAsync(HttpClient client, string fund, Guid id, long pence, DateOnly? on = null) =>
        client.SendAsync($"/api/ledger/funds/{fund}/commitments/{id}/spend", new SpendCommitmentRequest(pence, on ?? A.Today, "INV 9"));

    private static Task<HttpResponseMessage> ReleaseAsync(HttpClient client, string fund, Guid id, DateOnly? on = null) =>
        client.SendAsync($"/api/ledger/funds/{fund}/commitments/{id}/release", new ReleaseCommitmentRequest(on ?? A.Today));

    private async Task<(string Fund, Guid Id)> PendingAsync(MakeCommitmentRequest? asked = null)
    {
        var fund = await host.AddAgreedFundAsync();
        using var officer = host.Officer("officer");
        using var made = await MakeAsync(officer, fund, asked);
        return (fund, (await made.BodyAsync<CommitmentView>(HttpStatusCode.Created)).Id);
    }

    private async Task<(long Committed, long Spent)> UsedAsync(string fund, DateOnly? asOf = null)
    {
        var position = await host.PositionAsync(fund, asOf);
        return (position.CommittedPence, position.SpentPence);
    }

    [Fact]
    public async Task A_part_is_spent_and_the_rest_is_free_again_by_the_same_entry()
    {
        var (fund, id) = await PendingAsync();
        using var officer = host.Officer("officer");

        var before = await UsedAsync(fund);
        using var spent = await SpendAsync(officer, fund, id, 30_000);

        var view = await spent.BodyAsync<CommitmentView>(HttpStatusCode.OK);
        Assert.Equal((50_000, 0), before);
        Assert.Equal((0, 30_000), await UsedAsync(fund));
        Assert.Equal((OrderState.PartSpent, 0, 30_000, 20_000), (view.State, view.PendingPence, view.SpentPence, view.ReleasedPence));
        await using var db = host.Db();
        var entries = await db.JournalEntries.Where(e => e.FundCode == fund).OrderBy(e => e.Number)
            .Select(e => e.Source).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([$"commitment:{id}", $"commitment:{id}:end"], entries);
    }

    [Theory]
    [InlineData(50_000, OrderState.Spent)]
    [InlineData(49_999, OrderState.PartSpent)]
    [InlineData(1, OrderState.PartSpent)]
    public async Task Whatever_part_is_spent_nothing_stays_set_aside(long pence, OrderState state)
    {
        var (fund, id) = await PendingAsync();
        using var officer = host.Officer("officer");

        using var spent = await SpendAsync(officer, fund, id, pence);

        Assert.Equal(state, (await spent.BodyAsync<CommitmentView>(HttpStatusCode.OK)).State);
        Assert.Equal((0, pence), await UsedAsync(fund));
    }

    [Fact]
    public async Task More_than_is_pending_is_refused_and_leaves_it_pending()
    {
        var (fund, id) = await PendingAsync();
        using var officer = host.Officer("officer");

        using var answer = await SpendAsync(officer, fund, id, 50_001);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "commitment.exceeds-pending"), (answer.StatusCode, await answer.CodeAsync()));
        Assert.Equal((50_000, 0), await UsedAsync(fund));
    }

    [Fact]
    public async Task Of_spending_and_releasing_at_once_one_happens()
    {
        var (fund, id) = await PendingAsync();
        using var officer = host.Officer("officer");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6)
            .Select(n => n % 2 == 0 ? SpendAsync(officer, fund, id, 50_000) : ReleaseAsync(officer, fund, id)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.OK))
            Assert.Equal((HttpStatusCode.Conflict, "commitment.closed"), (refused.StatusCode, await refused.CodeAsync()));
        var ended = await officer.ReadAsync<CommitmentView>($"/api/ledger/funds/{fund}/commitments/{id}");
        Assert.Equal((0, ended.State == OrderState.Spent ? 50_000 : 0), await UsedAsync(fund));
    }

    [Fact]
    public async Task Above_the_limit_it_waits_for_a_second_person_and_commits_nothing_meanwhile()
    {
        var fund = await host.AddAgreedFundAsync();
        using var officer = host.Officer("officer");
        using var checker = host.Officer("checker");

        using var asked = await MakeAsync(officer, fund, Valid with { AmountPence = 100_001 });
        var waiting = await asked.BodyAsync<ApprovalView>(HttpStatusCode.Accepted);
        var before = await UsedAsync(fund);
        using var given = await checker.DecideAsync(waiting.Id);

        Assert.Equal((0, 0), before);
        Assert.Equal(1, (await given.BodyAsync<ApprovalView>(HttpStatusCode.OK)).EntryNumber);
        Assert.Equal((100_001, 0), await UsedAsync(fund));
    }

    [Fact]
    public async Task A_commitment_that_takes_a_programme_above_its_budget_is_told()
    {
        var fund = await host.AddAgreedFundAsync(A.Agreement() with
        {
            Terms = A.Terms() with { Limits = new DelegatedLimits(2_000_000, 0) },
        });
        using var officer = host.Officer("officer");

        using var made = await MakeAsync(officer, fund, Valid with { AmountPence = 1_000_005 });

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(5, (await host.Events.NextAsync<FundOvercommitted>(e => e.FundCode == fund)).ShortfallPence);
    }

    [Fact]
    public async Task What_nobody_spent_by_its_last_day_is_released_once_by_itself()
    {
        var (fund, id) = await PendingAsync(Valid with { ExpiresOn = A.Today });
        var scopes = host.Services.GetRequiredService<IServiceScopeFactory>();
        async Task<OrderState> StateAsync()
        {
            await using var db = host.Db();
            var wanted = new OrderId(id);
            return (await db.Orders.AsNoTracking().SingleAsync(o => o.Id == wanted)).State;
        }

        await OrderExpiry.SweepAsync(scopes, A.Today, TestContext.Current.CancellationToken);
        var onTheLastDay = await StateAsync();
        await Task.WhenAll(Enumerable.Range(0, 3)
            .Select(_ => OrderExpiry.SweepAsync(scopes, A.Today.AddDays(1), TestContext.Current.CancellationToken)));

        Assert.Equal((OrderState.Pending, OrderState.Expired), (onTheLastDay, await StateAsync()));
        Assert.Equal((50_000, 0), await UsedAsync(fund, A.Today));
        Assert.Equal((0, 0), await UsedAsync(fund, A.Today.AddDays(1)));
    }

    public static TheoryData<int, string, MakeCommitmentRequest> Refusals => new()
    {
        { 422, "commitment.programme-unknown", Valid with { Programme = "nothing" } },
        { 422, "commitment.provider-unknown", Valid with { ProviderId = Guid.NewGuid() } },
        { 422, "commitment.effective-date-invalid", Valid with { EffectiveOn = A.Today.AddDays(1) } },
        { 422, "commitment.effective-date-invalid", Valid with { EffectiveOn = new(2026, 3, 31) } },
        { 422, "commitment.expiry-invalid", Valid with { ExpiresOn = A.Today.AddDays(-1) } },
        { 400, "request.invalid", Valid with { AmountPence = 0 } },
        { 400, "request.invalid", Valid with { Reference = "" } },
        { 400, "request.invalid", Valid with { Supplier = "two\nlines" } },
        { 400, "request.invalid", Valid with { Neighbourhood = "no such code!" } },
    };

    [Theory, MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task What_is_against_a_rule_is_refused_and_commits_nothing(int status, string code, MakeCommitmentRequest asked)
    {
        var fund = await host.AddAgreedFundAsync();
        using var officer = host.Officer("officer");

        using var answer = await MakeAsync(officer, fund, asked);

        Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
        Assert.Equal((0, 0), await UsedAsync(fund));
    }

    [Fact]
    public async Task A_reference_is_used_once_and_the_list_is_filtered()
    {
        var (fund, id) = await PendingAsync(Valid with { Neighbourhood = "north" });
        using var officer = host.Officer("officer");
        using var again = await MakeAsync(officer, fund);
        using var other = await MakeAsync(officer, fund, Valid with { Reference = "PO-2", ExpiresOn = null });
        using var released = await ReleaseAsync(officer, fund, (await other.BodyAsync<CommitmentView>(HttpStatusCode.Created)).Id);

        Task<Page<CommitmentView>> ListAsync(string query) => officer.ReadAsync<Page<CommitmentView>>($"/api/ledger/funds/{fund}/commitments?{query}");

        Assert.Equal("commitment.reference-used", await again.CodeAsync());
        Assert.Equal(["PO-1", "PO-2"], (await ListAsync("")).Items.Select(c => c.Reference).Order(StringComparer.Ordinal));
        Assert.Equal([id], (await ListAsync("state=pending")).Items.Select(c => c.Id));
        Assert.Equal([id], (await ListAsync("neighbourhood=north&programme=community")).Items.Select(c => c.Id));
        Assert.Equal([id], (await ListAsync($"expiringBy={A.Today.AddDays(30):yyyy-MM-dd}")).Items.Select(c => c.Id));
        Assert.Empty((await ListAsync($"expiringBy={A.Today.AddDays(29):yyyy-MM-dd}")).Items);
        Assert.Equal(["PO-2"], (await ListAsync("state=released")).Items.Select(c => c.Reference));
    }

    [Fact]
    public async Task It_ends_between_its_day_and_today_and_only_by_the_host()
    {
        var (fund, id) = await PendingAsync();
        using var officer = host.Officer("officer");
        using var partner = host.Officer("partner", A.Trust);

        using var early = await SpendAsync(officer, fund, id, 1, Valid.EffectiveOn.AddDays(-1));
        using var late = await ReleaseAsync(officer, fund, id, A.Today.AddDays(1));
        using var notTheirs = await SpendAsync(partner, fund, id, 1);
        using var nothing = await SpendAsync(officer, fund, Guid.NewGuid(), 1);
        using var board = host.Client(Roles.BoardMember);
        using var ofBoard = await ReleaseAsync(board, fund, id);

        Assert.Equal("commitment.effective-date-invalid", await early.CodeAsync());
        Assert.Equal("commitment.effective-date-invalid", await late.CodeAsync());
        Assert.Equal("fund.not-the-host", await notTheirs.CodeAsync());
        Assert.Equal("commitment.unknown", await nothing.CodeAsync());
        Assert.Equal("request.forbidden", await ofBoard.CodeAsync());
    }

    [Theory]
    [InlineData("state = 'Spent', spent_pence = 50000, end_entry_number = 1, ended_on = effective_on", "23514")]     // no such entry
    [InlineData("state = 'PartSpent', spent_pence = 50001, end_entry_number = 2, ended_on = effective_on", "23514")]
    [InlineData("state = 'Released', spent_pence = 1, end_entry_number = 2, ended_on = effective_on", "23514")]
    [InlineData("amount_pence = 60000", "23001")]
    [InlineData("state = 'Spent', spent_pence = 60000, amount_pence = 60000, end_entry_number = 2, ended_on = effective_on", "23001")]
    public async Task The_database_refuses_an_end_that_the_journal_does_not_have(string change, string sqlState)
    {
        var (_, id) = await PendingAsync();

        Assert.Equal(sqlState, await RefusalAsync($"UPDATE orders SET {change} WHERE id = '{id}'"));
    }

    [Fact]
    public async Task The_database_lets_it_end_once()
    {
        var (fund, id) = await PendingAsync();
        using var officer = host.Officer("officer");
        using var released = await ReleaseAsync(officer, fund, id);
        Assert.Equal(HttpStatusCode.OK, released.StatusCode);

        Assert.Equal("23001", await RefusalAsync(
            $"UPDATE orders SET state = 'Spent', spent_pence = amount_pence, end_entry_number = 2 WHERE id = '{id}'"));
        Assert.Equal("23001", await RefusalAsync($"DELETE FROM orders WHERE id = '{id}'"));
        Assert.Equal("42501", await RefusalAsync("TRUNCATE orders"));
    }

    private async Task<string?> RefusalAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        var refused = await Record.ExceptionAsync(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        return (refused as PostgresException)?.SqlState;
    }
}
