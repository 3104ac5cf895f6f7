using System.Net;
using System.Net.Http.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Ledger.Reminders;
using IntegratedCare.Ledger.Tests.Approvals;
using IntegratedCare.Testing;
using IntegratedCare.Testing.Peers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegratedCare.Ledger.Tests.Reminders;

/// <summary>With a real mail server. The agreed fund has instalments on the first of April, July, October and January; today is 20 November.</summary>
public sealed class ReminderTests(RunningLedger ledger)
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    private static async Task PutContactAsync(ServiceHost<Program, LedgerDb> host, string organisation, string address = "Finance@Partner.example")
    {
        using var loader = host.Client(Roles.PlaceLoader);
        using var put = await loader.PutAsJsonAsync($"/api/ledger/finance-contacts/{organisation}", new PutFinanceContactRequest(address), RunningLedger.Json, Ending);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
    }

    private static async Task<IReadOnlyList<ReminderView>> SeenAsync(ServiceHost<Program, LedgerDb> host, string fund, string organisation = A.Council)
    {
        using var finance = host.Finance(organisation);
        return (await finance.ReadAsync<Page<ReminderView>>($"/api/ledger/funds/{fund}/contributions/reminders")).Items;
    }

    private static ReminderRelay Relay(ServiceHost<Program, LedgerDb> host) => host.Services.GetServices<IHostedService>().OfType<ReminderRelay>().Single();

    // As many replicas at once as there are turns.
    private static async Task SendAllAsync(ServiceHost<Program, LedgerDb> host, int replicas = 4)
    {
        await Task.WhenAll(Enumerable.Range(0, replicas).Select(_ => Relay(host).NoteDueAsync(Ending)));
        await Task.WhenAll(Enumerable.Range(0, replicas).Select(async _ =>
        {
            while (await Relay(host).SendNextAsync(Ending)) { }
        }));
    }

    [Fact]
    public async Task A_partner_that_is_late_is_reminded_once_however_many_replicas_look()
    {
        await using var mail = await MailServer.StartAsync();
        await using var host = await ledger.StartAsync(mail.Configure);
        var fund = await host.AddAgreedFundAsync();
        using var finance = host.Finance();
        using var paid = await finance.ContributeAsync(fund, A.Contribution(amountPence: 230_000));
        await PutContactAsync(host, A.Council);

        await SendAllAsync(host);
        await SendAllAsync(host);

        await Eventually.Async(async () => (await SeenAsync(host, fund)).All(r => r.State == ReminderState.Sent), what: "reminders that are sent");
        var reminder = Assert.Single(await SeenAsync(host, fund));
        Assert.Equal((A.Council, new DateOnly(2026, 10, 1), ReminderKind.After), (reminder.Partner, reminder.DueOn, reminder.Kind));
        var received = Assert.Single(await mail.MailsAsync());
        Assert.Equal(("finance@partner.example", "Contribution overdue since 1 October 2026"), (received.To, received.Message.Subject));
        Assert.Contains("R-2026-10-01: £700.00 open of £1,000.00", received.Message.TextBody, StringComparison.Ordinal);
        Assert.Empty(await SeenAsync(host, fund, A.Trust));
    }

    [Fact]
    public async Task What_is_paid_before_the_mail_goes_out_is_not_asked_for()
    {
        await using var host = await ledger.StartAsync();
        var fund = await host.AddAgreedFundAsync();
        await PutContactAsync(host, A.Council);
        await Relay(host).NoteDueAsync(Ending);
        using var finance = host.Finance();
        using var paid = await finance.ContributeAsync(fund, A.Contribution(amountPence: 300_000));

        while (await Relay(host).SendNextAsync(Ending)) { }

        Assert.All(await SeenAsync(host, fund), r => Assert.Equal(ReminderState.Obsolete, r.State));
        Assert.NotEmpty(await SeenAsync(host, fund));
    }

    [Theory]
    [InlineData(MailFault.Refuse, ReminderState.Failed, 0)]
    [InlineData(MailFault.CutAccepted, ReminderState.Uncertain, 1)]
    [InlineData(MailFault.CutData, ReminderState.Uncertain, 0)]
    public async Task A_server_that_misbehaves_never_makes_it_go_out_twice(MailFault fault, ReminderState state, int mails)
    {
        await using var mail = await MailServer.StartAsync(fault: fault);
        await using var host = await ledger.StartAsync(mail.Configure);
        var fund = await host.AddAgreedFundAsync();
        await PutContactAsync(host, A.Council);

        await SendAllAsync(host, replicas: 1);
        await mail.MendAsync();
        await SendAllAsync(host, replicas: 2);

        await Eventually.Async(async () => (await SeenAsync(host, fund)) is [var only] && only.State == state, what: $"a reminder that is {state}");
        Assert.Equal(mails, (await mail.MailsAsync()).Count);
    }

    [Fact]
    public async Task An_operator_has_an_uncertain_reminder_sent_again_or_marks_it_as_seen_to()
    {
        await using var mail = await MailServer.StartAsync(fault: MailFault.CutData);
        await using var host = await ledger.StartAsync(mail.Configure);
        var fund = await host.AddAgreedFundAsync();
        await PutContactAsync(host, A.Council);
        await PutContactAsync(host, A.Trust);
        await SendAllAsync(host, replicas: 1);
        using var operators = host.Client(Roles.Operator);
        await Eventually.Async(async () => (await TroubledAsync(operators)).Count == 2, what: "two uncertain reminders");
        await mail.MendAsync();
        var (again, known) = (await TroubledAsync(operators) is [var a, var b] ? (a, b) : throw new InvalidOperationException("Two."));
        using var finance = host.Finance();

        using var refused = await finance.SendAsync($"/api/ledger/reminders/{again.Id}/retry");
        using var retried = await operators.SendAsync($"/api/ledger/reminders/{again.Id}/retry");
        using var settled = await operators.SendAsync($"/api/ledger/reminders/{known.Id}/settled");
        using var twice = await operators.SendAsync($"/api/ledger/reminders/{known.Id}/retry");
        using var none = await operators.SendAsync($"/api/ledger/reminders/{Guid.NewGuid()}/settled");
        await SendAllAsync(host, replicas: 2);

        Assert.Equal(ReminderState.Uncertain, again.State);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal((ReminderState.Waiting, 0), await retried.BodyAsync<TroubledReminder>(HttpStatusCode.OK) is var r ? (r.State, r.Attempts) : default);
        Assert.Equal(ReminderState.Settled, (await settled.BodyAsync<TroubledReminder>(HttpStatusCode.OK)).State);
        Assert.Equal((HttpStatusCode.Conflict, "reminder.not-troubled"), (twice.StatusCode, await twice.CodeAsync()));
        Assert.Equal((HttpStatusCode.NotFound, "reminder.unknown"), (none.StatusCode, await none.CodeAsync()));
        await Eventually.Async(async () => (await mail.MailsAsync()).Count == 1, what: "the mail that is sent again");
        await Eventually.Async(async () => (await SeenAsync(host, fund)).Single(s => s.Partner == again.Partner).State == ReminderState.Sent, what: "a reminder that is sent");
        Assert.Equal(ReminderState.Settled, (await SeenAsync(host, fund)).Single(s => s.Partner == known.Partner).State);
        Assert.Empty(await TroubledAsync(operators));
        await using var db = host.Db();
        Assert.Equal([("reminder.retry", again.Id.ToString()), ("reminder.settle", known.Id.ToString())], (await db.Database.SqlQuery<Decision>($"""
            SELECT action AS "Action", record_id AS "Record" FROM access_records WHERE action IN ('reminder.retry', 'reminder.settle') AND outcome = 'Succeeded' ORDER BY action
            """).ToListAsync(Ending)).Select(d => (d.Action, d.Record)));

        static async Task<IReadOnlyList<TroubledReminder>> TroubledAsync(HttpClient client) =>
            (await client.ReadAsync<Page<TroubledReminder>>("/api/ledger/reminders?state=uncertain")).Items;
    }

    private sealed record Decision(string Action, string Record);

    [Theory]
    [InlineData("council", "no address")]
    [InlineData("council", "two@a.example, three@b.example")]
    [InlineData("no%20code", "finance@partner.example")]
    public async Task A_contact_is_an_organisation_and_an_address(string organisation, string address)
    {
        using var loader = ledger.Host.Client(Roles.PlaceLoader);

        using var put = await loader.PutAsJsonAsync($"/api/ledger/finance-contacts/{organisation}", new PutFinanceContactRequest(address), RunningLedger.Json, Ending);

        Assert.Equal((HttpStatusCode.BadRequest, "finance-contact.invalid"), (put.StatusCode, await put.CodeAsync()));
    }
}
