using System.Diagnostics;
using IntegratedCare.Scheduling.Messages;
using IntegratedCare.Testing;
using IntegratedCare.Testing.Peers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.Scheduling.Tests.Messages;

/// <summary>Several processes that send, and some that die.</summary>
public class ReplicaTests(Place place)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_replicas_tell_each_person_once()
    {
        await using var mailed = await MailedPlace.StartAsync(place);
        await using var other = Replica(mailed);
        var bookings = new List<Guid>();
        for (var i = 0; i < 10; i++) bookings.Add((await mailed.BookAsync()).Id);

        foreach (var booking in bookings) await mailed.MessageAsync(booking, MessageState.Sent);

        var mails = await mailed.Mail.MailsAsync();
        Assert.Equal(10, mails.Count);
        Assert.Equal(10, mails.Select(m => m.Message.MessageId).Distinct().Count());
    }

    [Theory]
    [InlineData(MailFault.WaitRecipient, MessageState.Sent)]
    [InlineData(MailFault.WaitAccepted, MessageState.Uncertain)]
    public async Task A_process_that_is_killed_while_it_sends_tells_nobody_twice(MailFault fault, MessageState after)
    {
        await using var mailed = await MailedPlace.StartAsync(place, now: TimeProvider.System.GetUtcNow(), sends: false);
        await mailed.Mail.ChangeAsync(fault);
        var booking = await mailed.BookAsync();
        using (var process = Start(mailed))
        {
            await Eventually.Async(async () => await mailed.Mail.WaitingAsync() == 1, TimeSpan.FromMinutes(2), "The process");
            process.Kill();
            await process.WaitForExitAsync(Ending);
        }

        await mailed.Mail.MendAsync();
        await using var survivor = Replica(mailed);
        mailed.Clock.Now += Hour;
        await mailed.LookAfterAsync();

        await mailed.MessageAsync(booking.Id, after);
        Assert.Single(await mailed.Mail.MailsAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_happens_each_state_is_told_once_at_most_and_the_last_one_is_told(int seed)
    {
        var random = new Random(seed);
        await using var mailed = await MailedPlace.StartAsync(place, members: 2);
        await using var other = Replica(mailed);
        var relays = (MessageRelay[])[mailed.Relay, other.Services.GetRequiredService<MessageRelay>()];
        var open = new List<Guid>();
        var all = new List<Guid>();
        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(8))
            {
                case < 2 when all.Count < 8:
                    open.Add((await mailed.BookAsync()).Id);
                    all.Add(open[^1]);
                    break;
                case < 3 when open.Count > 0:
                    await mailed.MoveAsync(open[random.Next(open.Count)]);
                    break;
                case 3 when open.Count > 0:
                    var cancelled = random.Next(open.Count);
                    await mailed.CancelAsync(open[cancelled]);
                    open.RemoveAt(cancelled);
                    break;
                case < 6:
                    await mailed.Mail.ChangeAsync(Enumerable.Range(0, 6).Select(_ => (MailFault)random.Next(Enum.GetValues<MailFault>().Length)));
                    break;
                default:
                    mailed.Clock.Now += TimeSpan.FromMinutes(random.Next(20));
                    await mailed.LookAfterAsync();
                    break;
            }
        }

        await mailed.Mail.MendAsync();
        await Eventually.Async(async () =>
        {
            mailed.Clock.Now += TimeSpan.FromMinutes(10);
            await mailed.LookAfterAsync();
            foreach (var relay in relays) await relay.SendNextAsync(Ending);
            return await mailed.Host.ScalarAsync<long>("SELECT count(*) FROM messages WHERE state IN ('Waiting', 'Claimed') AND channel <> 'Letter'") == 0;
        }, TimeSpan.FromMinutes(2), "The end of all messages");

        var mails = await mailed.Mail.MailsAsync();
        var accepted = mails.Select(m => Guid.Parse(m.Message.MessageId!.Split('@')[0])).ToList();
        Assert.Equal(accepted.Count, accepted.Distinct().Count());
        Assert.NotEmpty(accepted);
        foreach (var booking in all)
        {
            var messages = await mailed.MessagesAsync(booking);
            Assert.All(messages, m => Assert.Equal(m.State is MessageState.Sent || (m.State is MessageState.Uncertain && accepted.Contains(m.Id.Value)),
                accepted.Contains(m.Id.Value)));
            var last = messages.Last(m => m.Channel != MessageChannel.Letter);
            Assert.Contains(last.State, (MessageState[])[MessageState.Sent, MessageState.Uncertain, MessageState.Failed, MessageState.Replaced]);
            Assert.Equal(messages.Max(m => m.BookingSequence), last.BookingSequence);

            // What is refused for good is one letter, and nothing else is.
            Assert.Equal(messages.Where(m => m.State == MessageState.Replaced).Select(m => (m.Kind, m.BookingSequence)).Order(),
                messages.Where(m => m.Channel == MessageChannel.Letter).Select(m => (m.Kind, m.BookingSequence)).Order());
        }
    }

    private static WebApplicationFactory<Program> Replica(MailedPlace first)
    {
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseUrls("http://127.0.0.1:0");
            foreach (var (name, value) in SettingsOf(first)) web.UseSetting(name, value);
            MailedPlace.Configure(web);
            MailedPlace.ConfigureMail(web, first.Mail);
            web.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(first.Clock));
        });
        factory.UseKestrel(0);
        factory.StartServer();
        return factory;
    }

    private static Dictionary<string, string?> SettingsOf(MailedPlace first)
    {
        var settings = first.Host.Services.GetRequiredService<IConfiguration>();
        return ((string[])["ConnectionStrings:database", "ConnectionStrings:rabbitmq", "PersonalData:Key", "PersonalData:PseudonymKey",
            "services:identity:http:0"]).ToDictionary(name => name, name => settings[name]);
    }

    // The service as a process of its own, which can be killed.
    private static Process Start(MailedPlace first)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]);
        foreach (var (name, value) in SettingsOf(first).Concat(first.Mail.Settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))))
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Messages__TextGateway"] = MailedPlace.Gateway;
        start.Environment["Mail__Smtp__Timeout"] = "00:02:00";
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
    }
}
