using System.Text.Json.Nodes;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Testing;
using IntegratedCare.Testing.Peers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Scheduling.Tests.Messages;

/// <summary>A scheduling service with a real mail server, a team at work, and a clock that stands where the test puts it.</summary>
internal sealed class MailedPlace : IAsyncDisposable
{
    public const string Gateway = "sms.example";
    public const string Email = "joan.unmistakable@example.org";

    private MailedPlace(ServiceHost<Program, SchedulingDb> host, MailServer mail, FixedClock clock, TeamAtWork team) =>
        (Host, Mail, Clock, Team) = (host, mail, clock, team);

    public ServiceHost<Program, SchedulingDb> Host { get; }
    public MailServer Mail { get; }
    public FixedClock Clock { get; }
    public TeamAtWork Team { get; }

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    /// <param name="place">The servers.</param>
    /// <param name="now">Monday 30 November 2026, 10 in the morning, unless said otherwise.</param>
    /// <param name="members">How many work in the team.</param>
    /// <param name="sends">False where the service itself sends nothing, because the test has others that do.</param>
    public static async Task<MailedPlace> StartAsync(Place place, DateTimeOffset? now = null, bool sends = true, int members = 1)
    {
        var mail = await MailServer.StartAsync();
        var clock = new FixedClock(now ?? new(2026, 11, 30, 10, 0, 0, TimeSpan.Zero));
        var host = await place.StartAsync(clock, web =>
        {
            Configure(web);
            if (sends) ConfigureMail(web, mail);
        });
        return new(host, mail, clock, await host.OpenTeamAsync(members: members));
    }

    public static void Configure(IWebHostBuilder web)
    {
        web.UseSetting("Messages:TextGateway", Gateway);
        web.UseSetting("Messages:ContactPhone", "0161 496 0999");
    }

    public static void ConfigureMail(IWebHostBuilder web, MailServer mail)
    {
        mail.Configure(web);

        // Longer than any test: an answer that is kept back ends a conversation only where the test says so.
        web.UseSetting("Mail:Smtp:Timeout", "00:02:00");
    }

    public static JsonObject By(JsonObject body, string channel)
    {
        var person = (JsonObject)body["person"]!;
        person["contactBy"] = channel;
        if (channel == "email") person["email"] = Email;
        if (channel == "text") person["phone"] = "07700 900123";
        return body;
    }

    public async Task<BookingSeen> BookAsync(string channel = "email")
    {
        using var gp = Host.Gp();
        var slot = (await gp.SlotsAsync(Team.Service, $"&from={Soon:O}&limit=1".Replace("+", "%2B", StringComparison.Ordinal))).Single();
        return await gp.BookedInAsync(By(A.Booking(await gp.HoldIdAsync(slot.SlotId)), channel));
    }

    public async Task MoveAsync(Guid booking)
    {
        using var coordinator = Host.Coordinator();
        var slot = (await coordinator.SlotsAsync(Team.Service, $"&from={Soon:O}&limit=1".Replace("+", "%2B", StringComparison.Ordinal))).Single();
        var moved = await coordinator.SayAsync(booking, "reschedule", new { holdId = await coordinator.HoldIdAsync(slot.SlotId) });
        Assert.Equal(200, (int)moved.StatusCode);
    }

    public async Task CancelAsync(Guid booking)
    {
        using var coordinator = Host.Coordinator();
        Assert.Equal(200, (int)(await coordinator.SayAsync(booking, "cancellation", new { reason = "unmistakable reason" })).StatusCode);
    }

    public MessageRelay Relay => Host.Services.GetRequiredService<MessageRelay>();

    public Task LookAfterAsync() => Host.Services.GetRequiredService<MessageKeeper>().LookAfterAsync(Ending);

    /// <summary>So much later, after which everything that is due has been sent or given up.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Now += time;
        await LookAfterAsync();
        while (await Relay.SendNextAsync(Ending)) { }
    }

    public async Task<IReadOnlyList<Message>> MessagesAsync(Guid booking)
    {
        await using var db = Host.Db();
        return await db.Messages.AsNoTracking().Where(m => m.Booking == new BookingId(booking)).OrderBy(m => m.Id).ToListAsync(Ending);
    }

    /// <summary>The booking's one message, once it stands so.</summary>
    public async Task<Message> MessageAsync(Guid booking, MessageState state)
    {
        Message? message = null;
        await Eventually.Passes(async () =>
        {
            message = Assert.Single(await MessagesAsync(booking));
            Assert.Equal(state, message.State);
        });
        return message!;
    }

    public async ValueTask DisposeAsync()
    {
        await Mail.ChangeAsync();
        await Host.DisposeAsync();
        await Mail.DisposeAsync();
    }

    // Far enough ahead that no appointment passes while a test lets time pass.
    private DateTimeOffset Soon => Clock.Now.AddDays(6);
}

internal static class BookingIn
{
    public static async Task<BookingSeen> BookedInAsync(this HttpClient client, JsonObject body)
    {
        var answer = await client.BookAsync(body);
        Assert.Equal(201, (int)answer.StatusCode);
        return await answer.BookingAsync();
    }
}
