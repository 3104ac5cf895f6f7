using System.Text.Json.Nodes;
using IntegratedCare.Scheduling.Tests.Resources;

namespace IntegratedCare.Scheduling.Tests.Claims;

public class TogetherTests(Place place)
{
    [Fact]
    public async Task The_last_room_taken_removes_the_slots_of_every_team_that_shares_it()
    {
        var (first, second) = (await OpenAsync(Needing("room")), await OpenAsync(Needing("room")));
        await ResourcesTests.PutAsync(place.Host, Guid.CreateVersion7(), ResourcesTests.Room(first.Id, second.Id));
        using var gp = place.Host.Gp();
        var slot = (await gp.SlotsAsync(first.Service, "&limit=1")).Single();
        Assert.Contains(await gp.SlotsAsync(second.Service), s => s.Start == slot.Start);

        await gp.HoldIdAsync(slot.SlotId);

        Assert.DoesNotContain(await gp.SlotsAsync(second.Service), s => s.Time.Overlaps(slot.Time));
    }

    [Fact]
    public async Task Without_the_room_that_it_needs_nothing_is_offered()
    {
        var team = await OpenAsync(Needing("room"));
        using var gp = place.Host.Gp();

        Assert.Empty(await gp.SlotsAsync(team.Service));
    }

    [Fact]
    public async Task A_visit_by_two_claims_both_and_both_are_shown_in_the_teams_day()
    {
        var team = await OpenAsync(new() { ["staff"] = 2 }, members: 2);
        using var gp = place.Host.Gp();
        var booking = await gp.BookedAsync(team.Service);

        Assert.DoesNotContain(await gp.SlotsAsync(team.Service), s => s.Start == booking.Start);
        Assert.Equal(2L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM resource_claims WHERE booking = '{booking.Id}'"));
        using var clinician = place.Host.Clinician();
        var entry = (await clinician.SeeAsync($"teams/{team.Id}/day?date={booking.Start:yyyy-MM-dd}")).GetProperty("entries")[0];
        Assert.Equal(team.Members.Except([entry.GetProperty("memberId").GetGuid()]).Single(), entry.GetProperty("secondMember").GetProperty("id").GetGuid());

        using var coordinator = place.Host.Coordinator();
        await coordinator.SayAsync($"bookings/{booking.Id}/cancellation", new { reason = "better" });
        Assert.Contains(await gp.SlotsAsync(team.Service), s => s.Start == booking.Start);
    }

    [Fact]
    public async Task One_member_alone_gives_no_care_that_takes_two()
    {
        var team = await OpenAsync(new() { ["staff"] = 2 }, members: 1);
        using var gp = place.Host.Gp();

        Assert.Empty(await gp.SlotsAsync(team.Service));
    }

    [Fact]
    public async Task Of_many_who_want_the_two_members_at_once_one_gets_both_and_nobody_one()
    {
        var team = await OpenAsync(new() { ["staff"] = 2 }, members: 3);
        var callers = Enumerable.Range(0, 10).Select(i => place.Host.Gp($"practice-{i}")).ToArray();
        var slots = (await callers[0].SlotsAsync(team.Service, "&limit=3")).ToArray();
        Assert.Single(slots.Select(s => s.Start).Distinct());

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => callers[i % 10].HoldAsync(slots[i % 3].SlotId)));

        Assert.Single(answers, a => (int)a.StatusCode == 201);
        Assert.Equal(59, answers.Count(a => (int)a.StatusCode == 409));
        Assert.Equal(2L, await place.Host.ScalarAsync<long>(
            $"SELECT count(*) FROM resource_claims WHERE resource IN ('{string.Join("','", team.Members)}')"));
    }

    [Fact]
    public async Task A_group_fills_up_place_by_place_and_gives_its_time_back_with_the_last()
    {
        var team = await OpenAsync(new() { ["places"] = 2 });
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        var slot = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();

        var first = await (await gp.BookAsync(A.Booking(await gp.HoldIdAsync(slot.SlotId)))).BookingAsync();
        Assert.Contains(slot, await gp.SlotsAsync(team.Service));
        var second = await (await gp.BookAsync(A.Booking(await gp.HoldIdAsync(slot.SlotId)))).BookingAsync();
        Assert.DoesNotContain(slot, await gp.SlotsAsync(team.Service));
        Assert.Equal((409, "slot.taken"), await (await gp.HoldAsync(slot.SlotId)).RefusalAsync());
        Assert.Equal(2, (await coordinator.SeeAsync($"teams/{team.Id}/day?date={slot.Start:yyyy-MM-dd}")).GetProperty("entries").GetArrayLength());

        await coordinator.SayAsync($"bookings/{first.Id}/cancellation", new { reason = "better" });
        Assert.Contains(slot, await gp.SlotsAsync(team.Service));
        Assert.Equal(1L, await ClaimsAsync());
        await coordinator.SayAsync($"bookings/{second.Id}/cancellation", new { reason = "better" });
        Assert.Equal(0L, await ClaimsAsync());
        Assert.Contains(slot, await gp.SlotsAsync(team.Service));

        Task<long> ClaimsAsync() => place.Host.ScalarAsync<long>($"SELECT count(*) FROM resource_claims WHERE resource = '{team.Members[0]}'");
    }

    [Fact]
    public async Task Of_many_who_want_the_places_of_a_group_at_once_as_many_as_there_are_get_one()
    {
        var team = await OpenAsync(new() { ["places"] = 5 });
        var callers = Enumerable.Range(0, 10).Select(i => place.Host.Gp($"practice-{i}")).ToArray();
        var slot = (await callers[0].SlotsAsync(team.Service, "&limit=1")).Single();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => callers[i % 10].HoldAsync(slot.SlotId)));

        Assert.Equal(5, answers.Count(a => (int)a.StatusCode == 201));
        Assert.Equal(55, answers.Count(a => (int)a.StatusCode == 409));
    }

    [Fact]
    public async Task Time_around_the_care_is_claimed_and_not_shown()
    {
        var team = await OpenAsync(new() { ["bufferBeforeMinutes"] = 10, ["bufferAfterMinutes"] = 20 });
        using var gp = place.Host.Gp();
        var slot = (await gp.SlotsAsync(team.Service, "&limit=1")).Single();
        Assert.Equal(TimeSpan.FromMinutes(30), slot.End - slot.Start);

        await gp.HoldIdAsync(slot.SlotId);

        Assert.Equal(60, await place.Host.ScalarAsync<int>(
            $"SELECT extract(epoch FROM upper(during) - lower(during))::int / 60 FROM resource_claims WHERE resource = '{team.Members[0]}'"));
    }

    [Fact]
    public async Task Outward_the_own_neighbourhood_comes_first_and_the_others_after_all_of_it()
    {
        var service = Guid.CreateVersion7();
        var (near, far) = (A.Team([service]), A.Team([service]));
        near.Body["neighbourhoodCodes"] = new JsonArray("near");
        far.Body["neighbourhoodCodes"] = new JsonArray("far");
        await place.Host.OpenTeamAsync(near);
        await place.Host.OpenTeamAsync(far);
        using var gp = place.Host.Gp();
        var only = await gp.SlotsAsync(service, "&neighbourhood=near&limit=500");

        var both = await gp.SeeAsync($"slots?serviceId={service}&neighbourhood=near&outward=true&limit=500");

        var items = both.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(only.Select(s => s.SlotId), items.TakeWhile(i => !i.GetProperty("isOutward").GetBoolean()).Select(i => i.GetProperty("slotId").GetString()));
        var outward = items.Skip(only.Count).ToList();
        Assert.NotEmpty(outward);
        Assert.All(outward, i => Assert.Equal((true, far.Id), (i.GetProperty("isOutward").GetBoolean(), i.GetProperty("teamId").GetGuid())));
        Assert.Equal(outward.Select(i => i.GetProperty("start").GetDateTimeOffset()).Order(), outward.Select(i => i.GetProperty("start").GetDateTimeOffset()));
        var plain = (await gp.SeeAsync($"slots?serviceId={service}&neighbourhood=near&limit=1")).GetProperty("items")[0];
        Assert.False(plain.TryGetProperty("isOutward", out _));
    }

    private static JsonObject Needing(string kind) => new() { ["needs"] = new JsonArray(new JsonObject { ["kind"] = kind }) };

    private Task<TeamAtWork> OpenAsync(JsonObject takes, int members = 1)
    {
        var team = A.Team([Guid.CreateVersion7()], members);
        var offer = team.Body["services"]?[0]?.AsObject() ?? throw new InvalidOperationException();
        foreach (var (name, value) in takes) offer[name] = value?.DeepClone();
        return place.Host.OpenTeamAsync(team);
    }
}
