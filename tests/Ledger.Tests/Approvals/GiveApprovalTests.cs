using System.Net;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Approvals;

public sealed class GiveApprovalTests(RunningLedger ledger)
{
    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    [Fact]
    public async Task Without_an_agreement_an_entry_by_hand_waits_for_a_second_person_and_then_stands_in_the_journal()
    {
        var (fund, _) = await host.AddFundAsync();
        using var maker = host.Officer("maker");
        using var checker = host.Client(Roles.PoolManager, A.Council);

        var waiting = await maker.AskAsync(fund);
        var before = await host.PositionAsync(fund);
        using var answer = await checker.DecideAsync(waiting.Id);

        Assert.Equal((ApprovalStatus.Pending, 5_000, 0), (waiting.Status, waiting.AmountPence, waiting.LimitPence));
        Assert.Equal(0, before.SpentPence);
        var given = await answer.BodyAsync<ApprovalView>(HttpStatusCode.OK);
        Assert.Equal((ApprovalStatus.Approved, "persona:pool-manager"), (given.Status, given.DecidedBy));
        var entry = await maker.ReadAsync<JournalEntryView>($"/api/ledger/funds/{fund}/journal/{given.EntryNumber}");
        Assert.Equal(("adjustment", $"manual-entry:{waiting.Id}"), (entry.Kind, entry.Source));
        Assert.Equal([new("expenditure:community", 5_000, null), new("payables", null, 5_000)], entry.Lines);
        Assert.Equal(5_000, (await host.PositionAsync(fund)).SpentPence);
    }

    [Fact]
    public async Task Of_many_checkers_who_press_at_once_one_decides_and_the_entry_is_posted_once()
    {
        var (fund, _) = await host.AddFundAsync();
        using var maker = host.Officer("maker");
        var waiting = await maker.AskAsync(fund);
        var checkers = Enumerable.Range(0, 6).Select(n => host.Officer($"checker-{n}")).ToList();

        var answers = await Task.WhenAll(checkers.Select((checker, n) => n % 3 == 2
            ? checker.DecideAsync(waiting.Id, "rejection", new RejectApprovalRequest("No"))
            : checker.DecideAsync(waiting.Id)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.OK)) Assert.Equal("approval.closed", await refused.CodeAsync());
        var decided = await maker.ReadAsync<ApprovalView>($"/api/ledger/approvals/{waiting.Id}");
        await using var db = host.Db();
        var entries = await db.JournalEntries.CountAsync(e => e.FundCode == fund, TestContext.Current.CancellationToken);
        Assert.Equal(decided.Status == ApprovalStatus.Approved ? 1 : 0, entries);
        checkers.ForEach(checker => checker.Dispose());
    }

    [Fact]
    public async Task Nobody_approves_their_own_and_another_hosts_do_not_exist()
    {
        var (fund, _) = await host.AddFundAsync();
        using var maker = host.Officer("maker");
        using var makerAsManager = host.Client(Roles.PoolManager, A.Council, name: "maker");
        using var stranger = host.Officer("stranger", A.Trust);
        using var board = host.Client(Roles.BoardMember, A.Council);
        var waiting = await maker.AskAsync(fund);

        using var own = await maker.DecideAsync(waiting.Id);
        using var ownInAnotherRole = await makerAsManager.DecideAsync(waiting.Id);
        using var others = await stranger.DecideAsync(waiting.Id);
        using var boards = await board.DecideAsync(waiting.Id);

        Assert.Equal((HttpStatusCode.Forbidden, "approval.four-eyes"), (own.StatusCode, await own.CodeAsync()));
        Assert.Equal("approval.four-eyes", await ownInAnotherRole.CodeAsync());
        Assert.Equal((HttpStatusCode.NotFound, "approval.unknown"), (others.StatusCode, await others.CodeAsync()));
        Assert.Equal("approval.not-your-decision", await boards.CodeAsync());
        Assert.Equal(0, (await host.PositionAsync(fund)).SpentPence);
    }

    [Fact]
    public async Task A_rejection_has_a_reason_and_a_withdrawal_is_the_makers()
    {
        var (fund, _) = await host.AddFundAsync();
        using var maker = host.Officer("maker");
        using var checker = host.Officer("checker");
        var (rejected, withdrawn) = (await maker.AskAsync(fund), await maker.AskAsync(fund));

        using var silent = await checker.DecideAsync(rejected.Id, "rejection", new RejectApprovalRequest(" "));
        using var rejection = await checker.DecideAsync(rejected.Id, "rejection", new RejectApprovalRequest("Booked already"));
        using var notTheirs = await checker.DecideAsync(withdrawn.Id, "withdrawal");
        using var withdrawal = await maker.DecideAsync(withdrawn.Id, "withdrawal");

        Assert.Equal("request.invalid", await silent.CodeAsync());
        Assert.Equal("Booked already", (await rejection.BodyAsync<ApprovalView>(HttpStatusCode.OK)).DecisionReason);
        Assert.Equal("approval.not-yours", await notTheirs.CodeAsync());
        Assert.Equal(ApprovalStatus.Withdrawn, (await withdrawal.BodyAsync<ApprovalView>(HttpStatusCode.OK)).Status);
        var queue = await checker.ReadAsync<Page<ApprovalView>>($"/api/ledger/approvals?fund={fund}");
        var refused = await checker.ReadAsync<Page<ApprovalView>>($"/api/ledger/approvals?fund={fund}&status=rejected");
        Assert.Equal((0, rejected.Id), (queue.Total, Assert.Single(refused.Items).Id));
    }

    [Fact]
    public async Task What_nobody_decided_in_time_is_listed_as_expired_and_cannot_be_approved()
    {
        var (fund, _) = await host.AddFundAsync();
        using var checker = host.Officer("checker");
        var old = Approval.Ask(ApprovalKind.ManualEntry, (fund, 5_000, 0), ("An invoice", "Late"), A.ManualEntry(),
            new("persona:maker", "Maker", Roles.FinanceOfficer, A.Council, null), A.Now.AddDays(-15), expireAfterDays: 14);
        await using (var db = host.Db())
        {
            db.Approvals.Add(old);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var answer = await checker.DecideAsync(old.Id.Value);

        Assert.Equal((HttpStatusCode.Gone, "approval.expired"), (answer.StatusCode, await answer.CodeAsync()));
        Assert.Empty((await checker.ReadAsync<Page<ApprovalView>>($"/api/ledger/approvals?fund={fund}")).Items);
        var expired = await checker.ReadAsync<Page<ApprovalView>>($"/api/ledger/approvals?fund={fund}&status=expired");
        Assert.Equal((old.Id.Value, ApprovalStatus.Expired), (Assert.Single(expired.Items).Id, expired.Items[0].Status));
    }

    [Fact]
    public async Task A_status_that_is_none_is_refused()
    {
        using var checker = host.Officer("checker");

        using var answer = await checker.GetAsync(new Uri("/api/ledger/approvals?status=7", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("request.invalid", await answer.CodeAsync());
    }
}
