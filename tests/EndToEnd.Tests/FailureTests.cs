using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using IntegratedCare.Testing;

namespace IntegratedCare.EndToEnd.Tests;

public sealed class FailureTests(RunningSystem system)
{
    private static readonly TimeSpan Convergence = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_booking_made_while_the_ledger_is_dead_is_committed_once_when_it_lives_again()
    {
        using var gp = await system.AsAsync("gp");
        using var finance = await system.AsAsync("finance-council");
        var service = await Neighbourhood.FindServiceAsync(gp, "wound care");

        Guid id;
        await system.ControlAsync("kill ledger");
        try
        {
            id = (await Neighbourhood.BookManyAsync(gp, service, 1))[0].GetProperty("id").GetGuid();
            using var dark = await finance.GetAsync(new Uri("/api/ledger/funds", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, dark.StatusCode);
        }
        finally
        {
            // Whatever was found, the tests after this one want a ledger.
            await system.ControlAsync("start ledger");
            await system.HealthyAsync("ledger");
        }

        await Eventually.Async(async () => (await Neighbourhood.ChargesAsync(finance))[id].Any(), Convergence, "The commitment");
        Assert.Equal(["commitment"], (await Neighbourhood.ChargesAsync(finance))[id]);
    }

    [Fact]
    public async Task While_the_broker_dies_under_load_nothing_is_lost_and_nothing_happens_twice()
    {
        using var gp = await system.AsAsync("gp");
        using var finance = await system.AsAsync("finance-council");
        using var operations = await system.AsAsync("operator");
        var service = await Neighbourhood.FindServiceAsync(gp, "blood test");
        var slots = new ConcurrentQueue<JsonElement>((await Neighbourhood.SlotsAsync(gp, service)).Take(150));
        var booked = new ConcurrentBag<JsonElement>();

        // Four people book as fast as they can; the broker dies among them and comes back before they are done.
        var people = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (slots.TryDequeue(out var slot))
            {
                var (status, booking) = await Neighbourhood.BookAsync(gp, slot);
                Assert.True((int)status < 500, booking.ToString());
                if (status == HttpStatusCode.Created) booked.Add(booking);
            }
        }, TestContext.Current.CancellationToken)).ToArray();
        await Eventually.Async(() => booked.Count > 10);
        await system.ControlAsync("kill rabbitmq");
        await Eventually.Async(() => booked.Count > 40);
        await system.ControlAsync("start rabbitmq");
        await Task.WhenAll(people);

        await Eventually.Async(async () => (await Neighbourhood.GetAsync(operations, "/status")).GetProperty("outbox")
            .EnumerateArray().All(o => o.GetProperty("pending").GetInt32() == 0), Convergence, "Empty outboxes");
        var ids = booked.Select(b => b.GetProperty("id").GetGuid()).ToList();
        await Eventually.Async(async () =>
        {
            var charges = await Neighbourhood.ChargesAsync(finance);
            return ids.TrueForAll(id => charges[id].Any());
        }, Convergence, "Every commitment");
        var settled = await Neighbourhood.ChargesAsync(finance);
        Assert.All(ids, id => Assert.Equal(["commitment"], settled[id]));
        var verification = await Neighbourhood.GetAsync(finance, "/api/ledger/journal/verification");
        Assert.True(verification.GetProperty("intact").GetBoolean(), verification.ToString());
    }
}
