using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Tests.Claims;
using IntegratedCare.Testing;

namespace IntegratedCare.Scheduling.Tests.Holds;

/// <summary>A wound is dressed every week; on 25 October 2026 the clocks go back.</summary>
public class HoldSeriesTests(Place place)
{
    private static readonly DateTimeOffset Now = new(2026, 10, 12, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_series_has_the_same_time_by_the_clock_and_the_same_member_where_that_is_free()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync(members: 2, minutes: 60);
        using var gp = host.Gp();
        var first = new Scheduling.Slots.SlotId(new(team.Id), new(team.Members[0]), new(team.Service), Now.AddHours(5));
        var busy = new Scheduling.Slots.SlotId(new(team.Id), new(team.Members[0]), new(team.Service), Now.AddHours(5).AddDays(7));
        await gp.HoldIdAsync(busy.ToString());

        var held = (await gp.SayAsync("holds/series", new { slotId = first.ToString(), count = 4, everyWeeks = 1 })).GetProperty("holds").EnumerateArray().ToList();

        Assert.Equal([12, 19, 26, 2], held.Select(h => LondonTime.ToLondon(h.GetProperty("start").GetDateTimeOffset()).Day));
        Assert.All(held, h => Assert.Equal(11, LondonTime.ToLondon(h.GetProperty("start").GetDateTimeOffset()).Hour));
        Assert.Equal(
            [team.Members[0], team.Members[1], team.Members[0], team.Members[0]], held.Select(h => h.GetProperty("memberId").GetGuid()));

        var made = await BookAsync(gp, held);
        var series = made.GetProperty("seriesId").GetGuid();
        var rest = await gp.SayAsync($"bookings/series/{series}/cancellation", new { reason = "Healed", from = "2026-10-26" });
        Assert.Equal(2, rest.GetProperty("cancelled").GetArrayLength());
        Assert.Equal(2L, await host.ScalarAsync<long>("SELECT count(*) FROM bookings WHERE status = 'Confirmed'"));
        await host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task A_series_of_which_one_day_has_nothing_free_is_not_held_in_part()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync(minutes: 60);
        using var coordinator = host.Coordinator();
        (await coordinator.PostAsJsonAsync("/api/scheduling/absences", new
        {
            resourceId = team.Members[0], kind = "leave", firstDay = "2026-10-14", lastDay = "2026-10-14",
        }, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        using var gp = host.Gp();
        var first = (await gp.SlotsAsync(team.Service))[0];

        var refused = await SeriesAsync(gp, first.SlotId, 3);

        Assert.Equal((409, "series.no-time"), await refused.RefusalAsync());
        Assert.Equal(0L, await host.ScalarAsync<long>("SELECT count(*) FROM holds"));
        Assert.Equal(0L, await host.ScalarAsync<long>("SELECT count(*) FROM resource_claims"));
        refused = await gp.PostAsJsonAsync(
            "/api/scheduling/holds/series", new { slotId = first.SlotId, count = 3 }, TestContext.Current.CancellationToken);
        Assert.Equal((422, "series.step-unclear"), await refused.RefusalAsync());
    }

    [Fact]
    public async Task Series_that_race_for_the_same_days_have_all_of_theirs_or_nothing()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync(members: 2, minutes: 120);
        var clients = Enumerable.Range(0, 6).Select(i => host.Gp($"practice-{i}")).ToList();
        var slots = await clients[0].SlotsAsync(team.Service, "&limit=4");

        // Two days of eight appointments: six series of two want twelve.
        var answers = await Task.WhenAll(clients.Select((c, i) => SeriesAsync(c, slots[i % slots.Count].SlotId, 2)));

        Assert.All(answers, a => Assert.Contains((int)a.StatusCode, new[] { 201, 409 }));
        var held = answers.Count(a => a.IsSuccessStatusCode);
        Assert.InRange(held, 2, 6);
        Assert.Equal(2L * held, await host.ScalarAsync<long>("SELECT count(*) FROM holds"));
        Assert.Equal(2L * held, await host.ScalarAsync<long>("SELECT count(*) FROM resource_claims"));
        await host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task Nobody_holds_more_at_once_than_the_place_allows_however_they_ask()
    {
        var clock = new FixedClock(Now);
        await using var host = await place.StartAsync(clock);
        var team = await host.OpenTeamAsync(members: 4, minutes: 60);
        (await host.Loader().PutAsJsonAsync("/api/scheduling/settings", new { holdMinutes = 5, bookingHorizonDays = 42, openHoldsMax = 3 },
            TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        using var gp = host.Gp();
        var slots = await gp.SlotsAsync(team.Service, "&limit=12");

        var answers = await Task.WhenAll(slots.Select(s => gp.HoldAsync(s.SlotId)));

        Assert.Equal(3, answers.Count(a => a.IsSuccessStatusCode));
        Assert.All(answers.Where(a => !a.IsSuccessStatusCode), a => Assert.Equal(409, (int)a.StatusCode));
        var free = (await gp.SlotsAsync(team.Service))[^1].SlotId;
        Assert.Equal((409, "hold.too-many"), await (await gp.HoldAsync(free)).RefusalAsync());
        Assert.Equal((409, "hold.too-many"), await (await SeriesAsync(gp, free, 2)).RefusalAsync());
        clock.Now += TimeSpan.FromMinutes(5);
        Assert.Equal(201, (int)(await gp.HoldAsync(free)).StatusCode);
    }

    private static Task<HttpResponseMessage> SeriesAsync(HttpClient client, string slotId, int count) =>
        client.PostAsJsonAsync("/api/scheduling/holds/series", new { slotId, count, everyDays = 1 });

    private static async Task<JsonElement> BookAsync(HttpClient client, List<JsonElement> held)
    {
        var body = A.Booking(Guid.Empty);
        body.Remove("holdId");
        body["holdIds"] = new JsonArray([.. held.Select(h => (JsonNode)h.GetProperty("holdId").GetGuid())]);
        var answer = await client.PostWithKeyAsync("bookings/series", body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
