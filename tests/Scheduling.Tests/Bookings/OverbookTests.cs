using System.Text.Json.Nodes;
using IntegratedCare.Scheduling.Tests.Claims;
using IntegratedCare.Testing;

namespace IntegratedCare.Scheduling.Tests.Bookings;

/// <summary>One nurse works from nine; somebody cannot wait and the time is taken.</summary>
public class OverbookTests(Place place)
{
    private const string Why = "Bleeding, unmistakable wording of the urgency";
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_person_who_cannot_wait_is_booked_on_top_once_and_everybody_sees_it()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync();
        using var coordinator = host.Coordinator();
        Assert.Equal((409, "overbooking.time-free"), await (await OverbookAsync(coordinator, team, 0)).RefusalAsync());
        await TakeAsync(coordinator, team, 0);

        var booking = await (await OverbookAsync(coordinator, team, 0)).BookingAsync();

        Assert.Equal((409, "overbooking.on-top-already"), await (await OverbookAsync(coordinator, team, 0)).RefusalAsync());
        var day = await coordinator.SeeAsync($"teams/{team.Id}/day?date=2026-06-01");
        Assert.Equal([false, true], day.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("isOverbooked").GetBoolean()).Order());
        var seen = await coordinator.SeeAsync($"bookings/{booking.Id}");
        Assert.Equal(Why, seen.GetProperty("overbookingReason").GetString());
        var history = await coordinator.SeeAsync($"bookings/{booking.Id}/history");
        Assert.Equal(["overbooked"], history.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("kind").GetString()));
        Assert.Equal(0L, await host.ScalarAsync<long>(
            $"SELECT count(*) FROM bookings WHERE position(convert_to('{Why}', 'UTF8') IN overbooking_reason) > 0"));
        await host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task Only_who_keeps_the_teams_diary_may()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync();
        using var gp = host.Gp();
        using var stranger = host.Clinician("elsewhere");
        await TakeAsync(gp, team, 0);

        Assert.Equal(403, (int)(await OverbookAsync(gp, team, 0)).StatusCode);
        Assert.Equal((404, "team.unknown"), await (await OverbookAsync(stranger, team, 0)).RefusalAsync());
        Assert.Equal(1L, await host.ScalarAsync<long>("SELECT count(*) FROM bookings"));
    }

    [Fact]
    public async Task However_many_ask_at_once_a_member_has_no_more_a_day_than_the_place_allows()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync();
        using var coordinator = host.Coordinator();
        for (var slot = 0; slot < 4; slot++) await TakeAsync(coordinator, team, slot);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => OverbookAsync(coordinator, team, i % 4)));

        Assert.Equal(2, answers.Count(a => a.IsSuccessStatusCode));
        foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode))
            Assert.Contains(await refused.RefusalAsync(), new[] { (409, "overbooking.too-many"), (409, "overbooking.on-top-already") });
        await host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task Moved_to_a_free_time_it_is_a_booking_like_any_other()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync();
        using var coordinator = host.Coordinator();
        await TakeAsync(coordinator, team, 0);
        var booking = await (await OverbookAsync(coordinator, team, 0)).BookingAsync();

        var hold = await coordinator.HoldIdAsync((await coordinator.SlotsAsync(team.Service))[0].SlotId);
        (await coordinator.SayAsync(booking.Id, "reschedule", new { holdId = hold })).EnsureSuccessStatusCode();

        Assert.False((await coordinator.SeeAsync($"bookings/{booking.Id}")).GetProperty("isOverbooked").GetBoolean());
        await host.DiaryIsSoundAsync();
    }

    private static async Task TakeAsync(HttpClient client, TeamAtWork team, int slot)
    {
        var id = new Scheduling.Slots.SlotId(new(team.Id), new(team.Members[0]), new(team.Service), Start(slot));
        (await client.BookAsync(A.Booking(await client.HoldIdAsync(id.ToString())))).EnsureSuccessStatusCode();
    }

    private static Task<HttpResponseMessage> OverbookAsync(HttpClient client, TeamAtWork team, int slot)
    {
        var body = A.Booking(Guid.Empty);
        body.Remove("holdId");
        (body["teamId"], body["memberId"], body["serviceId"]) = (team.Id, team.Members[0], team.Service);
        (body["start"], body["overbookingReason"]) = (JsonValue.Create(Start(slot)), Why);
        return client.PostWithKeyAsync("bookings/overbooking", body);
    }

    private static DateTimeOffset Start(int slot) => Now.AddHours(2).AddMinutes(30 * slot);
}
