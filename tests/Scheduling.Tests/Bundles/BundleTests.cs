using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Scheduling.Tests.Claims;
using IntegratedCare.Testing;

namespace IntegratedCare.Scheduling.Tests.Bundles;

/// <summary>A blood test, and a clinic at least three days later.</summary>
public class BundleTests(Place place)
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Steps_with_a_gap_are_found_held_and_booked_as_one()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync(services: 2, minutes: 60);
        using var gp = host.Gp();

        var chain = await FirstChainAsync(gp, team);
        var (test, clinic) = (chain[0].GetProperty("start").GetDateTimeOffset(), chain[1].GetProperty("start").GetDateTimeOffset());
        Assert.Equal((Now.AddHours(2), Now.AddDays(3).AddHours(2)), (test, clinic));
        var made = await BookAsync(gp, await HoldAsync(gp, chain));

        var bookings = made.GetProperty("bookings").EnumerateArray().ToList();
        Assert.All(bookings, b => Assert.Equal(made.GetProperty("bundleId").GetGuid(), b.GetProperty("bundleId").GetGuid()));
        await host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task Who_cancels_a_step_hears_which_stand_and_may_cancel_them_together()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync(services: 2, minutes: 60);
        using var gp = host.Gp();
        var made = await BookAsync(gp, await HoldAsync(gp, await FirstChainAsync(gp, team)));
        var ids = made.GetProperty("bookings").EnumerateArray().Select(b => b.GetProperty("id").GetGuid()).ToList();

        var cancelled = await gp.SayAsync($"bookings/{ids[0]}/cancellation", new { reason = "Not needed" });
        Assert.Equal([ids[1]], cancelled.GetProperty("bundleStillStanding").EnumerateArray().Select(b => b.GetGuid()));
        var rest = await gp.SayAsync($"bundles/{made.GetProperty("bundleId").GetGuid()}/cancellation", new { reason = "Not needed" });
        Assert.Equal([ids[1]], rest.GetProperty("cancelled").EnumerateArray().Select(b => b.GetProperty("id").GetGuid()));

        using var other = host.Gp("practice-2");
        var refused = await other.PostAsJsonAsync(
            $"/api/scheduling/bundles/{made.GetProperty("bundleId").GetGuid()}/cancellation", new { reason = "Curious" }, TestContext.Current.CancellationToken);
        Assert.Equal((404, "booking.unknown"), await refused.RefusalAsync());
        await host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task Of_many_who_hold_the_same_chain_one_has_all_of_it_and_the_others_nothing()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync(services: 2, minutes: 60);
        var clients = Enumerable.Range(0, 6).Select(i => host.Gp($"practice-{i}")).ToList();
        var chain = await FirstChainAsync(clients[0], team);

        var answers = await Task.WhenAll(clients.Select(c => c.PostAsJsonAsync("/api/scheduling/bundles/holds", new { slotIds = Ids(chain) })));

        Assert.Equal([201, 409, 409, 409, 409, 409], answers.Select(a => (int)a.StatusCode).Order());
        Assert.Equal(2L, await host.ScalarAsync<long>("SELECT count(*) FROM resource_claims"));
        Assert.Equal(2L, await host.ScalarAsync<long>("SELECT count(*) FROM holds"));
    }

    [Fact]
    public async Task A_chain_with_a_taken_step_or_out_of_order_is_not_held_in_part()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync(services: 2, minutes: 60);
        using var gp = host.Gp();
        var chain = await FirstChainAsync(gp, team);
        var backwards = await gp.PostAsJsonAsync(
            "/api/scheduling/bundles/holds", new { slotIds = Ids(chain).Reverse() }, TestContext.Current.CancellationToken);
        Assert.Equal((422, "bundle.out-of-order"), await backwards.RefusalAsync());
        await gp.HoldIdAsync(Ids(chain)[1]);

        var refused = await gp.PostAsJsonAsync("/api/scheduling/bundles/holds", new { slotIds = Ids(chain) }, TestContext.Current.CancellationToken);

        Assert.Equal((409, "slot.taken"), await refused.RefusalAsync());
        Assert.Equal(1L, await host.ScalarAsync<long>("SELECT count(*) FROM resource_claims"));
        var gap = await gp.PostAsJsonAsync("/api/scheduling/bundles/search", new
        {
            steps = new object[] { new { serviceId = team.Services[0], minDaysAfterPrevious = 1 }, new { serviceId = team.Services[1] } },
        }, TestContext.Current.CancellationToken);
        Assert.Equal((422, "bundle.gap-invalid"), await gap.RefusalAsync());
    }

    [Fact]
    public async Task A_chain_whose_steps_lie_nearer_or_farther_apart_than_is_said_is_not_held()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync(services: 2, minutes: 60);
        using var gp = host.Gp();
        var ids = Ids(await FirstChainAsync(gp, team));

        Assert.Equal((422, "bundle.gap-not-kept"), await HoldAsync(new { minDays = 4 }));
        Assert.Equal((422, "bundle.gap-not-kept"), await HoldAsync(new { minDays = 1, maxDays = 2 }));
        Assert.Equal((422, "bundle.gap-invalid"), await HoldAsync(new { minDays = 3, maxDays = 2 }));
        Assert.Equal((422, "bundle.gap-invalid"), await HoldAsync(new { minDays = 3 }, new { minDays = 3 }));
        Assert.Equal((400, "request.invalid"), await HoldAsync(new { minDays = -1 }));
        Assert.Equal((400, "request.invalid"), await HoldAsync());
        Assert.Equal(0L, await host.ScalarAsync<long>("SELECT count(*) FROM holds"));

        await gp.SayAsync("bundles/holds", new { slotIds = ids, gaps = new object[] { new { minDays = 3, maxDays = 3 } } });
        Assert.Equal(2L, await host.ScalarAsync<long>("SELECT count(*) FROM holds"));

        async Task<(int, string)> HoldAsync(params object[] gaps) => await (await gp.PostAsJsonAsync(
            "/api/scheduling/bundles/holds", new { slotIds = ids, gaps }, TestContext.Current.CancellationToken)).RefusalAsync();
    }

    private static async Task<List<JsonElement>> FirstChainAsync(HttpClient client, TeamAtWork team)
    {
        var found = await client.SayAsync("bundles/search", new
        {
            steps = new object[] { new { serviceId = team.Services[0] }, new { serviceId = team.Services[1], minDaysAfterPrevious = 3 } },
            neighbourhood = Asking.Neighbourhood,
        });
        var chains = found.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(5, chains.Count);
        return [.. chains[0].GetProperty("steps").EnumerateArray()];
    }

    private static string[] Ids(List<JsonElement> chain) => [.. chain.Select(s => s.GetProperty("slotId").GetString() ?? "")];

    private static async Task<JsonArray> HoldAsync(HttpClient client, List<JsonElement> chain)
    {
        var held = await client.SayAsync("bundles/holds", new { slotIds = Ids(chain) });
        return new([.. held.GetProperty("holds").EnumerateArray().Select(h => (JsonNode)h.GetProperty("holdId").GetGuid())]);
    }

    private static async Task<JsonElement> BookAsync(HttpClient client, JsonArray holds)
    {
        var body = A.Booking(Guid.Empty);
        body.Remove("holdId");
        body["holdIds"] = holds;
        var answer = await client.PostWithKeyAsync("bundles", body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
