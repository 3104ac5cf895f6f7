using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Tests.Holds;

public class PlaceHoldTests(Place place)
{
    [Fact]
    public async Task A_held_slot_is_offered_to_nobody_else()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var other = place.Host.Gp("practice-2");
        var slot = (await gp.SlotsAsync(team.Service))[0];

        await gp.HoldIdAsync(slot.SlotId);

        Assert.DoesNotContain(slot, await other.SlotsAsync(team.Service));
        Assert.Equal((409, "slot.taken"), await (await other.HoldAsync(slot.SlotId)).RefusalAsync());
    }

    [Fact]
    public async Task Of_two_hundred_who_want_one_slot_at_once_exactly_one_gets_it()
    {
        var team = await place.Host.OpenTeamAsync();
        var callers = Enumerable.Range(0, 10).Select(i => place.Host.Gp($"practice-{i}")).ToArray();
        var slot = (await callers[0].SlotsAsync(team.Service, "&limit=1")).Single();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => callers[i % 10].HoldAsync(slot.SlotId)));

        Assert.Single(answers, a => (int)a.StatusCode == 201);
        Assert.Equal(199, answers.Count(a => (int)a.StatusCode == 409));
    }

    [Fact]
    public async Task A_member_booked_for_one_service_is_not_free_for_another_at_that_time()
    {
        var team = await place.Host.OpenTeamAsync(services: 2);
        using var gp = place.Host.Gp();
        var slot = (await gp.SlotsAsync(team.Services[0], "&limit=1")).Single();

        await gp.HoldIdAsync(slot.SlotId);

        Assert.DoesNotContain(await gp.SlotsAsync(team.Services[1]), s => s.Time.Overlaps(slot.Time));
    }

    [Fact]
    public async Task One_person_in_two_teams_has_one_time()
    {
        var team = await place.Host.OpenTeamAsync();
        var second = A.Team(team.Services);
        var body = JsonNode.Parse(second.Body.ToJsonString().Replace(
            second.Members[0].ToString(), team.Members[0].ToString(), StringComparison.Ordinal));
        using var loader = place.Host.Loader();
        (await loader.PutAsJsonAsync($"/api/scheduling/teams/{second.Id}", body, TestContext.Current.CancellationToken))
            .EnsureSuccessStatusCode();
        using var gp = place.Host.Gp();

        var offers = (await gp.SlotsAsync(team.Service)).GroupBy(s => s.Start).First();
        Assert.Equal(2, offers.Count());
        await gp.HoldIdAsync(offers.First().SlotId);

        Assert.DoesNotContain(await gp.SlotsAsync(team.Service), s => s.Start == offers.Key);
    }

    [Fact]
    public async Task A_slot_that_nobody_offers_cannot_be_held()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        var slot = (await gp.SlotsAsync(team.Service))[0];
        Assert.True(SlotId.TryParse(slot.SlotId, out var id));

        var now = TimeProvider.System.GetUtcNow();
        var wrong = new Dictionary<string, string>
        {
            ["not a slot id"] = "slot.unknown",
            [slot.SlotId[..^1]] = "slot.unknown",
            [(id with { Start = id.Start.AddMinutes(7) }).ToString()] = "slot.unknown",
            [(id with { Team = new(Guid.NewGuid()) }).ToString()] = "slot.unknown",
            [(id with { Member = new(Guid.NewGuid()) }).ToString()] = "slot.unknown",
            [(id with { Service = new(Guid.NewGuid()) }).ToString()] = "slot.unknown",
            [(id with { Start = now.AddDays(-1) }).ToString()] = "slot.in-the-past",
            [(id with { Start = now.AddDays(400) }).ToString()] = "slot.too-far-ahead",
        };
        foreach (var (slotId, code) in wrong)
            Assert.Equal((422, code), await (await gp.HoldAsync(slotId)).RefusalAsync());
    }

    [Fact]
    public async Task A_rota_that_has_changed_since_it_was_read_gives_nothing_away()
    {
        var team = await place.Host.OpenTeamAsync();
        using var gp = place.Host.Gp();
        using var coordinator = place.Host.Coordinator();
        var slots = await gp.SlotsAsync(team.Service);
        await gp.HoldIdAsync(slots[0].SlotId);
        var day = LondonTime.DateOf(slots[^1].Start);
        await coordinator.SayAsync("absences", new { resourceId = team.Members[0], kind = "sickness", firstDay = day, lastDay = day });

        Assert.Equal((422, "slot.unknown"), await (await gp.HoldAsync(slots[^1].SlotId)).RefusalAsync());
    }

    [Fact]
    public async Task Only_those_who_refer_people_may_hold()
    {
        using var finance = place.Host.Client(Roles.FinanceOfficer, "council");
        using var nobody = place.Host.Anonymous();

        Assert.Equal((403, "request.forbidden"), await (await finance.HoldAsync("x")).RefusalAsync());
        Assert.Equal((401, "request.unauthenticated"), await (await nobody.HoldAsync("x")).RefusalAsync());
    }
}
