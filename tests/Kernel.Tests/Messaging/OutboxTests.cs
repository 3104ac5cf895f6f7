using System.Net;
using IntegratedCare.AppHost.LocalHosting;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.SampleService;
using IntegratedCare.Testing;

namespace IntegratedCare.Kernel.Tests.Messaging;

public sealed class OutboxTests(SampleHost sample, RealServers servers) : IClassFixture<SampleHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_leaves_once_its_change_has_committed_and_its_row_goes()
    {
        using var gp = sample.Gp();

        using var answer = await SampleHost.WriteAsync(gp, new { text = "told" }, "told", Cancelled);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var id = Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]);
        await sample.Host.Events.NextAsync<IncidentLogged>(e => e.IncidentId == id);
        await Eventually.Async(async () => await sample.CountAsync("select count(*) from outbox_messages", Cancelled) == 0);
    }

    [Fact]
    public async Task A_change_that_is_refused_tells_nobody()
    {
        using var gp = sample.Gp();
        using var first = await SampleHost.WriteAsync(gp, new { text = "twin" }, "twin-1", Cancelled);

        using var second = await SampleHost.WriteAsync(gp, new { text = "twin" }, "twin-2", Cancelled);

        await Problem.AssertAsync(second, HttpStatusCode.Conflict, "note.text-taken");
        Assert.Equal(0, await sample.CountAsync("select count(*) from idempotency_keys where key = 'twin-2'", Cancelled));
        Assert.Equal(1, await sample.CountAsync("select count(*) from access_records r join notes n on n.id::text = r.record_id where n.text = 'twin'", Cancelled));
    }

    [Fact]
    public async Task While_the_broker_is_dead_work_goes_on_and_afterwards_every_event_arrives_once()
    {
        await using var broker = await RabbitMqServer.StartAsync(new(), Cancelled);
        await using var host = await ServiceHost<Program, SampleDb>.StartAsync(
            servers, "ledger", web => web.UseSetting("ConnectionStrings:rabbitmq", broker.AmqpUri.ToString()));
        using var gp = host.Client(Kernel.Auth.Roles.Gp);
        await broker.KillAsync();

        var written = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await SampleHost.WriteAsync(gp, new { text = $"dark {i}" }, $"dark-{i}", Cancelled);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            written.Add(Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]));
        }

        await broker.StartAgainAsync(Cancelled);
        await using var events = await EventRecorder.StartAsync(broker.AmqpUri, Cancelled);
        await Eventually.Async(() => events.Of<IncidentLogged>().Select(e => e.IncidentId).ToHashSet().IsSupersetOf(written),
            TimeSpan.FromSeconds(60));
        Assert.All(events.All.GroupBy(e => e.Message.GetProperty("incidentId").GetGuid()),
            copies => Assert.Single(copies.Select(c => c.MessageId).Distinct()));
    }
}
