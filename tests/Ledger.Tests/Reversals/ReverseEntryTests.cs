using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Ledger.Approvals;
using IntegratedCare.Ledger.Books;
using IntegratedCare.Ledger.Charges;
using IntegratedCare.Ledger.Contributions;
using IntegratedCare.Ledger.Reversals;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Ledger.Tests.Reversals;

public sealed class ReverseEntryTests(RunningLedger ledger)
{
    private static readonly ReverseEntryRequest Mistake = new(A.Today, "Keyed twice.");

    private readonly ServiceHost<Program, LedgerDb> host = ledger.Host;

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string fund, long number, ReverseEntryRequest? asked = null) =>
        client.SendAsync($"/api/ledger/funds/{fund}/journal/{number}/reversal", asked ?? Mistake);

    private async Task<(string Fund, long Number)> PaidInAsync(string partner = A.Council)
    {
        var (fund, _) = await host.AddFundAsync();
        using var finance = host.Finance(partner);
        using var answer = await finance.ContributeAsync(fund, A.Contribution(partner, amountPence: 777));
        return (fund, (await answer.BodyAsync<ContributionView>(HttpStatusCode.Created)).EntryNumber);
    }

    [Fact]
    public async Task A_reversal_is_the_mirror_of_its_entry_and_names_it()
    {
        var (fund, number) = await PaidInAsync();
        using var maker = host.Officer("maker");
        using var checker = host.Officer("checker");

        using var asked = await AskAsync(maker, fund, number);
        var waiting = await asked.BodyAsync<ApprovalView>(HttpStatusCode.Accepted);
        using var answer = await checker.DecideAsync(waiting.Id);

        var given = await answer.BodyAsync<ApprovalView>(HttpStatusCode.OK);
        var entry = await maker.ReadAsync<JournalEntryView>($"/api/ledger/funds/{fund}/journal/{given.EntryNumber}");
        Assert.Equal(("reversal", $"reversal:{fund}:{number}"), (entry.Kind, entry.Source));
        Assert.Equal([new("receipts", null, 777), new("contributions:council", 777, null)], entry.Lines);
        Assert.Equal(0, (await host.PositionAsync(fund)).ContributedPence);
        Assert.Equal(777, (await host.PositionAsync(fund, asOf: A.Today.AddDays(-1))).ContributedPence);
    }

    [Fact]
    public async Task An_entry_is_reversed_once_however_many_ask_and_approve()
    {
        var (fund, number) = await PaidInAsync();
        using var maker = host.Officer("maker");
        using var checker = host.Officer("checker");
        var waiting = new List<Guid>();
        for (var n = 0; n < 3; n++)
        {
            using var asked = await AskAsync(maker, fund, number);
            waiting.Add((await asked.BodyAsync<ApprovalView>(HttpStatusCode.Accepted)).Id);
        }

        var answers = await Task.WhenAll(waiting.Select(id => checker.DecideAsync(id)));
        using var late = await AskAsync(maker, fund, number);

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.OK))
            Assert.Equal("reversal.already-reversed", await refused.CodeAsync());
        Assert.Equal((HttpStatusCode.Conflict, "reversal.already-reversed"), (late.StatusCode, await late.CodeAsync()));
        Assert.Equal(0, (await host.PositionAsync(fund)).ContributedPence);
    }

    [Fact]
    public async Task What_undoes_another_partners_contribution_is_as_private_as_the_contribution()
    {
        var (fund, number) = await PaidInAsync(A.Council);
        using var maker = host.Officer("maker");
        using var checker = host.Officer("checker");
        using var partner = host.Officer("partner", A.Trust);
        using var asked = await AskAsync(maker, fund, number);
        using var given = await checker.DecideAsync((await asked.BodyAsync<ApprovalView>(HttpStatusCode.Accepted)).Id);
        var reversal = (await given.BodyAsync<ApprovalView>(HttpStatusCode.OK)).EntryNumber;
        var byHand = await maker.AskAsync(fund);
        using var posted = await checker.DecideAsync(byHand.Id);

        using var hidden = await partner.GetAsync(
            new Uri($"/api/ledger/funds/{fund}/journal/{reversal}", UriKind.Relative), TestContext.Current.CancellationToken);
        var journal = await partner.JournalAsync();

        Assert.Equal("journal.entry-unknown", await hidden.CodeAsync());
        Assert.Equal(["adjustment"], journal.Where(e => e.FundCode == fund).Select(e => e.Kind));
    }

    [Fact]
    public async Task A_reversal_is_not_reversed_and_its_day_lies_between_the_entry_and_today()
    {
        var (fund, number) = await PaidInAsync();
        using var maker = host.Officer("maker");
        using var checker = host.Officer("checker");

        using var early = await AskAsync(maker, fund, number, Mistake with { EffectiveOn = new(2026, 9, 30) });
        using var late = await AskAsync(maker, fund, number, Mistake with { EffectiveOn = A.Today.AddDays(1) });
        using var nothing = await AskAsync(maker, fund, number + 1);
        using var asked = await AskAsync(maker, fund, number);
        using var given = await checker.DecideAsync((await asked.BodyAsync<ApprovalView>(HttpStatusCode.Accepted)).Id);
        using var again = await AskAsync(maker, fund, (await given.BodyAsync<ApprovalView>(HttpStatusCode.OK)).EntryNumber ?? 0);

        Assert.Equal("reversal.before-the-entry", await early.CodeAsync());
        Assert.Equal("reversal.before-the-entry", await late.CodeAsync());
        Assert.Equal("journal.entry-unknown", await nothing.CodeAsync());
        Assert.Equal("reversal.of-a-reversal", await again.CodeAsync());
    }

    [Fact]
    public async Task An_entry_of_a_booking_is_not_reversed_by_hand()
    {
        var (fund, category) = await host.AddFundAsync();
        var service = A.Service(category);
        await host.PublishAsync(service);
        var booking = A.Booking(service.ServiceId);
        await host.PublishAsync(booking);
        await host.ChargeReachesAsync(booking.BookingId, ChargeState.Committed);
        using var maker = host.Officer("maker");

        using var answer = await AskAsync(maker, fund, 1);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "reversal.entry-has-an-owner"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task The_same_key_asks_once()
    {
        var (fund, number) = await PaidInAsync();
        using var maker = host.Officer("maker");
        var path = $"/api/ledger/funds/{fund}/journal/{number}/reversal";

        using var first = await maker.SendAsync(path, Mistake, "reverse" + fund);
        using var again = await maker.SendAsync(path, Mistake, "reverse" + fund);

        Assert.Equal((await first.Content.ReadFromJsonAsync<ApprovalView>(RunningLedger.Json, TestContext.Current.CancellationToken))!.Id,
            (await again.Content.ReadFromJsonAsync<ApprovalView>(RunningLedger.Json, TestContext.Current.CancellationToken))!.Id);
        await using var db = host.Db();
        Assert.Equal(1, await db.Approvals.CountAsync(a => a.FundCode == fund, TestContext.Current.CancellationToken));
    }
}
