using System.Net.Http.Json;
using IntegratedCare.Scheduling.Tests.Claims;
using IntegratedCare.Testing;

namespace IntegratedCare.Scheduling.Tests.Bookings;

public class ArrivalTests(Place place)
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Who_has_arrived_is_still_open_and_then_seen()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync();
        using var clinician = host.Clinician();
        var booking = await BookAsync(clinician, team, 0);

        var arrived = await (await SayAsync(clinician, booking.Id, "arrival")).BookingAsync();
        Assert.Equal("arrived", arrived.Status);
        Assert.Equal((409, "booking.arrived"), await (await SayAsync(clinician, booking.Id, "arrival")).RefusalAsync());
        var later = await clinician.HoldIdAsync((await clinician.SlotsAsync(team.Service))[0].SlotId);
        Assert.Equal((409, "booking.arrived"), await (await clinician.SayAsync(booking.Id, "reschedule", new { holdId = later })).RefusalAsync());
        Assert.Equal(200, (int)(await clinician.SayAsync(booking.Id, "attendance", new { outcome = "attended" })).StatusCode);

        var kinds = (await clinician.SeeAsync($"bookings/{booking.Id}/history")).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("kind").GetString());
        Assert.Equal(["confirmed", "arrived", "attended"], kinds);
        await host.DiaryIsSoundAsync();
    }

    [Fact]
    public async Task People_arrive_on_the_day_and_the_team_says_so()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync();
        using var gp = host.Gp();
        using var coordinator = host.Coordinator();
        var tomorrow = await BookAsync(gp, team, 20);

        Assert.Equal((409, "booking.not-today"), await (await SayAsync(coordinator, tomorrow.Id, "arrival")).RefusalAsync());
        Assert.Equal(403, (int)(await SayAsync(gp, tomorrow.Id, "arrival")).StatusCode);
    }

    [Fact]
    public async Task Who_has_arrived_may_still_leave_and_their_time_is_free()
    {
        await using var host = await place.StartAsync(new FixedClock(Now));
        var team = await host.OpenTeamAsync();
        using var clinician = host.Clinician();
        var booking = await BookAsync(clinician, team, 0);
        await SayAsync(clinician, booking.Id, "arrival");

        Assert.Equal(200, (int)(await clinician.SayAsync(booking.Id, "cancellation", new { reason = "Could not wait" })).StatusCode);

        Assert.Equal(booking.Start, (await clinician.SlotsAsync(team.Service))[0].Start);
        await host.DiaryIsSoundAsync();
    }

    private static Task<HttpResponseMessage> SayAsync(HttpClient client, Guid booking, string verb) =>
        client.PostAsJsonAsync($"/api/scheduling/bookings/{booking}/{verb}", new { });

    private static async Task<BookingSeen> BookAsync(HttpClient client, TeamAtWork team, int slot)
    {
        var answer = await client.BookAsync(A.Booking(await client.HoldIdAsync((await client.SlotsAsync(team.Service))[slot].SlotId)));
        answer.EnsureSuccessStatusCode();
        return await answer.BookingAsync();
    }
}
