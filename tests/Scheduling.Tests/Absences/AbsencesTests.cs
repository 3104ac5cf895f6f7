using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Tests.Resources;

namespace IntegratedCare.Scheduling.Tests.Absences;

public class AbsencesTests(Place place)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_absence_removes_slots_at_once_names_what_it_orphans_and_gives_the_time_back_when_cancelled()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        var booking = await gp.BookedAsync(team.Service);
        var day = LondonTime.DateOf(booking.Start);
        var before = await gp.SlotsAsync(team.Service, $"&from={day:O}&to={day.AddDays(1):O}");

        var entered = await coordinator.SayAsync("absences", new { resourceId = team.Members[0], kind = "sickness", firstDay = day, lastDay = day });

        Assert.Equal([booking.Id], entered.GetProperty("orphanedBookingIds").EnumerateArray().Select(o => o.GetGuid()));
        Assert.Equal(0, entered.GetProperty("orphanedElsewhere").GetInt32());
        Assert.DoesNotContain(await gp.SlotsAsync(team.Service), s => LondonTime.DateOf(s.Start) == day);
        var other = before.First(s => LondonTime.DateOf(s.Start) == day);
        Assert.Equal((422, "slot.unknown"), await (await gp.HoldAsync(other.SlotId)).RefusalAsync());
        Assert.Equal("confirmed", (await gp.SeeAsync($"bookings/{booking.Id}")).GetProperty("status").GetString());

        var id = entered.GetProperty("absence").GetProperty("id").GetGuid();
        Assert.Equal(1, (await coordinator.SeeAsync($"absences?teamId={team.Id}")).GetProperty("total").GetInt32());
        using var clinician = place.Host.Clinician();
        var shown = (await clinician.SeeAsync($"teams/{team.Id}/day?date={day:O}")).GetProperty("absences")[0];
        Assert.Equal("Community nurse 1", shown.GetProperty("name").GetString());
        Assert.False(shown.TryGetProperty("kind", out _));

        for (var n = 0; n < 2; n++)
            Assert.Equal(204, (int)(await coordinator.DeleteAsync($"/api/scheduling/absences/{id}", Cancelled)).StatusCode);
        Assert.Contains(other, await gp.SlotsAsync(team.Service));
        Assert.Equal(0, (await coordinator.SeeAsync($"absences?teamId={team.Id}")).GetProperty("total").GetInt32());
        Assert.Equal(2L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM access_records WHERE record_type = 'absence' AND record_id = '{id}'"));
    }

    [Fact]
    public async Task Who_writes_a_booking_when_the_absence_comes_hears_that_the_hold_has_ended()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        var slot = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();
        var hold = await gp.HoldIdAsync(slot.SlotId);

        await coordinator.SayAsync("absences", new { resourceId = team.Members[0], kind = "leave", start = slot.Start, end = slot.End });

        Assert.Equal((410, "hold.expired"), await (await gp.BookAsync(A.Booking(hold))).RefusalAsync());
    }

    [Fact]
    public async Task A_closed_room_is_given_to_nobody_and_its_bookings_are_named()
    {
        var team = A.Team([Guid.CreateVersion7()]);
        (team.Body["services"]?[0]?.AsObject() ?? throw new InvalidOperationException())["needs"] =
            new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["kind"] = "room" });
        await place.Host.OpenTeamAsync(team);
        var room = Guid.CreateVersion7();
        await ResourcesTests.PutAsync(place.Host, room, ResourcesTests.Room(team.Id));
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        var booking = await gp.BookedAsync(team.Services[0]);

        var entered = await coordinator.SayAsync("absences", new { resourceId = room, kind = "closure", start = booking.Start, end = booking.Start.AddHours(30) });

        Assert.Equal([booking.Id], entered.GetProperty("orphanedBookingIds").EnumerateArray().Select(o => o.GetGuid()));
        Assert.DoesNotContain(await gp.SlotsAsync(team.Services[0]), s => s.Start < booking.Start.AddHours(30));
        var day = await coordinator.SeeAsync($"teams/{team.Id}/day?date={LondonTime.DateOf(booking.Start):O}");
        Assert.Equal(room, day.GetProperty("entries")[0].GetProperty("resources")[0].GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task An_absence_and_its_end_are_told_as_the_next_free_slot()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        var first = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();
        await place.Host.Events.NextAsync<NextSlotChanged>(e => e.ServiceId == team.Service && e.StartsAt == first.Start);

        var entered = await coordinator.SayAsync("absences", new { resourceId = team.Members[0], kind = "training", start = first.Start, end = first.Start.AddHours(20) });
        await place.Host.Events.NextAsync<NextSlotChanged>(e => e.ServiceId == team.Service && e.StartsAt >= first.Start.AddHours(20));

        await coordinator.DeleteAsync($"/api/scheduling/absences/{entered.GetProperty("absence").GetProperty("id").GetGuid()}", Cancelled);
        await place.Host.Events.NextAsync<NextSlotChanged>(e => e.ServiceId == team.Service && e.StartsAt == first.Start && e.Version > 2);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "{\"kind\":\"leave\"}", "422 absence.time-invalid" },
        { "{\"kind\":\"leave\",\"start\":\"2026-12-01T09:00:00Z\"}", "422 absence.time-invalid" },
        { "{\"kind\":\"leave\",\"start\":\"2026-12-01T09:00:00Z\",\"end\":\"2026-12-01T09:00:00Z\"}", "422 absence.time-invalid" },
        { "{\"kind\":\"leave\",\"start\":\"2026-12-01T09:00:00Z\",\"end\":\"2028-12-01T09:00:00Z\"}", "422 absence.time-invalid" },
        { "{\"kind\":\"leave\",\"start\":\"0001-01-01T00:00:00Z\",\"end\":\"0001-01-02T00:00:00Z\"}", "422 absence.time-invalid" },
        { "{\"kind\":\"leave\",\"firstDay\":\"2026-12-02\",\"lastDay\":\"2026-12-01\"}", "422 absence.time-invalid" },
        { "{\"kind\":\"leave\",\"firstDay\":\"2026-12-01\",\"lastDay\":\"2026-12-01\",\"start\":\"2026-12-01T09:00:00Z\"}", "422 absence.time-invalid" },
        { "{\"kind\":\"leave\",\"firstDay\":\"9999-12-31\",\"lastDay\":\"9999-12-31\"}", "400 request.invalid" },
        { "{\"kind\":\"closure\",\"firstDay\":\"2026-12-01\",\"lastDay\":\"2026-12-01\"}", "422 absence.kind-invalid" },
        { "{\"kind\":\"holiday\",\"firstDay\":\"2026-12-01\",\"lastDay\":\"2026-12-01\"}", "400 request.invalid" },
        { "{\"kind\":\"leave\",\"firstDay\":\"2026-12-01\",\"lastDay\":\"2026-12-01\",\"reason\":\"back pain\"}", "400 request.invalid" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task An_absence_that_makes_no_sense_is_refused_and_changes_nothing(string json, string refusal)
    {
        var team = await place.Host.OpenTeamAsync();
        using var coordinator = place.Host.Coordinator();
        var body = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) ?? [];
        body["resourceId"] = JsonSerializer.SerializeToElement(team.Members[0]);

        var (status, code) = await (await coordinator.PostAsJsonAsync("/api/scheduling/absences", body, Cancelled)).RefusalAsync();

        Assert.Equal(refusal, $"{status} {code}");
        Assert.Equal(0L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM absences WHERE resource = '{team.Members[0]}'"));
    }

    [Fact]
    public async Task Only_a_coordinator_of_the_team_enters_sees_and_cancels_absences()
    {
        var team = await place.Host.OpenTeamAsync();
        using var here = place.Host.Coordinator();
        using var elsewhere = place.Host.Coordinator("elsewhere");
        using var clinician = place.Host.Clinician();
        var absence = new { resourceId = team.Members[0], kind = "leave", firstDay = "2026-12-01", lastDay = "2026-12-02" };
        var id = (await here.SayAsync("absences", absence)).GetProperty("absence").GetProperty("id").GetGuid();

        Assert.Equal((404, "absence.who-unknown"), await (await elsewhere.PostAsJsonAsync("/api/scheduling/absences", absence, Cancelled)).RefusalAsync());
        Assert.Equal((404, "absence.unknown"), await (await elsewhere.DeleteAsync($"/api/scheduling/absences/{id}", Cancelled)).RefusalAsync());
        Assert.Equal((404, "team.unknown"), await (await elsewhere.GetAsync($"/api/scheduling/absences?teamId={team.Id}", Cancelled)).RefusalAsync());
        Assert.Equal((403, "request.forbidden"), await (await clinician.PostAsJsonAsync("/api/scheduling/absences", absence, Cancelled)).RefusalAsync());
        Assert.Equal((404, "absence.unknown"), await (await here.DeleteAsync($"/api/scheduling/absences/{Guid.NewGuid()}", Cancelled)).RefusalAsync());
    }
}
