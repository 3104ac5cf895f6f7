using System.Net;
using IntegratedCare.Testing;

namespace IntegratedCare.Gateway.Tests.Routes;

public sealed class ReplicaTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_shared_between_the_replicas()
    {
        await using var one = await BackEnd.StartAsync("ledger");
        await using var two = await BackEnd.StartAsync("ledger");
        await using var gateway = await GatewayHost.StartAsync([("ledger", one), ("ledger", two)]);
        using var client = gateway.Anonymous();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.GetAsync("/api/ledger/funds", Ending)));

        Assert.Equal(100, one.Received.Count + two.Received.Count);
        Assert.InRange(one.Received.Count, 20, 80);
    }

    [Fact]
    public async Task Callers_do_not_notice_that_a_replica_dies_and_it_works_again_when_it_is_back()
    {
        await using var one = await BackEnd.StartAsync("ledger");
        await using var two = await BackEnd.StartAsync("ledger");
        await using var gateway = await GatewayHost.StartAsync([("ledger", one), ("ledger", two)]);
        using var client = gateway.Anonymous();
        await client.GetAsync("/api/ledger/funds", Ending);

        await two.StopAsync();
        for (var request = 0; request < 50; request++)
        {
            var body = new StringContent(new string('x', 10_000));
            var answer = await client.PostAsync("/api/ledger/funds", body, Ending);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await two.StartAsync();
        two.Received.Clear();
        await Eventually.Async(async () =>
        {
            await client.GetAsync("/api/ledger/funds", Ending);
            return !two.Received.IsEmpty;
        });
    }

    [Fact]
    public async Task Where_no_replica_answers_the_caller_hears_when_to_come_back()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)]);
        using var client = gateway.Anonymous();
        await backEnd.StopAsync();

        var answer = await client.GetAsync("/api/ledger/funds", Ending);
        var neverConfigured = await client.GetAsync("/api/quality/incidents", Ending);

        await Refusal.IsAsync(answer, HttpStatusCode.ServiceUnavailable, "service.unavailable");
        await Refusal.IsAsync(neverConfigured, HttpStatusCode.ServiceUnavailable, "service.unavailable");
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_request_that_may_have_arrived_is_not_sent_again()
    {
        await using var one = await BackEnd.StartAsync("ledger");
        await using var two = await BackEnd.StartAsync("ledger");
        one.Answer = two.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        await using var gateway = await GatewayHost.StartAsync([("ledger", one), ("ledger", two)]);
        using var client = gateway.Anonymous();

        var answer = await client.PostAsync("/api/ledger/funds", new StringContent("{}"), Ending);

        await Refusal.IsAsync(answer, HttpStatusCode.ServiceUnavailable, "service.unavailable");
        Assert.Equal(1, one.Received.Count + two.Received.Count);
    }

    [Fact]
    public async Task A_service_that_says_nothing_is_given_up()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        backEnd.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)], web =>
            web.UseSetting("ReverseProxy:Clusters:ledger:HttpRequest:ActivityTimeout", "00:00:00.300"));

        var answer = await gateway.Anonymous().GetAsync("/api/ledger/funds", Ending);

        await Refusal.IsAsync(answer, HttpStatusCode.GatewayTimeout, "service.too-slow");
    }
}
