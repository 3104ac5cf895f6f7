using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Scheduling.Tests.Teams;

public class PutTeamTests(Place place)
{
    [Fact]
    public async Task A_team_is_added_then_unchanged_then_changed()
    {
        var team = A.Team([Guid.CreateVersion7(), Guid.CreateVersion7()], members: 2);

        Assert.Equal("201 added", await PutAsync(team));
        Assert.Equal("200 unchanged", await PutAsync(team));
        team.Body["name"] = "Another name";
        Assert.Equal("200 changed", await PutAsync(team));
        team.Body["workingPatterns"]?.AsArray().RemoveAt(0);
        Assert.Equal("200 changed", await PutAsync(team));
        team.Body["services"]?.AsArray().RemoveAt(0);
        Assert.Equal("200 changed", await PutAsync(team));
        Assert.Equal("200 unchanged", await PutAsync(team));
    }

    [Fact]
    public async Task Many_loaders_of_one_team_leave_one_team()
    {
        var team = A.Team([Guid.CreateVersion7()], members: 3);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => PutAsync(team)));

        Assert.Single(outcomes, "201 added");
        Assert.Equal(9, outcomes.Count(o => o == "200 unchanged"));
        Assert.Equal(21L, await place.Host.ScalarAsync<long>($"SELECT count(*) FROM working_patterns WHERE team_id = '{team.Id}'"));
    }

    [Fact]
    public async Task Who_leaves_offers_no_more_time_and_keeps_their_name_in_the_diary()
    {
        var team = A.Team([Guid.CreateVersion7()], members: 2);
        await place.Host.OpenTeamAsync(team);
        using var gp = place.Host.Gp();
        var booking = await gp.BookedAsync(team.Services[0]);
        var member = (await gp.SeeAsync($"bookings/{booking.Id}")).GetProperty("member");
        Leave(team, member.GetProperty("id").GetGuid());

        Assert.Equal("200 changed", await PutAsync(team));

        using var clinician = place.Host.Clinician();
        var day = await clinician.SeeAsync($"teams/{team.Id}/day?date={booking.Start:yyyy-MM-dd}");
        Assert.Equal(member.GetProperty("name").GetString(),
            day.GetProperty("entries")[0].GetProperty("memberName").GetString());
        Assert.Equal(1, (await gp.SeeAsync($"teams/{team.Id}")).GetProperty("members").GetArrayLength());
        Assert.DoesNotContain((await gp.SlotsAsync(team.Services[0])).GroupBy(s => s.Start), g => g.Count() > 1);
    }

    [Fact]
    public async Task Teams_are_listed_by_neighbourhood_and_service()
    {
        var team = A.Team([Guid.CreateVersion7()]);
        team.Body["neighbourhoodCodes"] = new JsonArray("west", "east", "east");
        await PutAsync(team);
        using var gp = place.Host.Gp();

        var found = await gp.SeeAsync($"teams?serviceId={team.Services[0]}&neighbourhood=west");

        Assert.Equal(1, found.GetProperty("total").GetInt32());
        Assert.Equal("east west", string.Join(' ',
            found.GetProperty("items")[0].GetProperty("neighbourhoodCodes").EnumerateArray().Select(c => c.GetString())));
        Assert.Equal(0, (await gp.SeeAsync($"teams?serviceId={team.Services[0]}&neighbourhood=north")).GetProperty("total").GetInt32());
        Assert.Empty(await SlotsAfterPublishingAsync(gp, team, "&neighbourhood=north"));
        Assert.NotEmpty(await gp.SlotsAsync(team.Services[0], "&neighbourhood=east"));
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "name", "\"\"", "400 request.invalid" },
        { "neighbourhoodCodes", "[]", "400 request.invalid" },
        { "neighbourhoodCodes", "[\"\"]", "422 team.neighbourhood-invalid" },
        { "services", "[null]", "400 request.invalid" },
        { "services", "[{\"serviceId\":\"018f0000-0000-7000-8000-000000000001\",\"appointmentMinutes\":0}]", "400 request.invalid" },
        { "members", "[]", "422 team.pattern-member-unknown" },
        { "members", "[null]", "400 request.invalid" },
        { "isDemonstration", "\"yes\"", "400 request.invalid" },
        { "workingPatterns", "[null]", "400 request.invalid" },
        { "workingPatterns", "null", "400 request.invalid" },
        { "colour", "\"blue\"", "400 request.invalid" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_team_that_makes_no_sense_is_refused(string field, string json, string refusal)
    {
        var team = A.Team([Guid.CreateVersion7()]);
        team.Body[field] = JsonNode.Parse(json);

        Assert.Equal(refusal, await PutAsync(team));
    }

    [Theory]
    [InlineData("09:00", "12:00", null, null, "11:59", "13:00", null, null, true)]
    [InlineData("09:00", "12:00", null, null, "12:00", "13:00", null, null, false)]
    [InlineData("22:00", "02:00", null, null, "01:00", "03:00", null, null, false)]
    [InlineData("09:00", "12:00", null, "2026-06-30", "09:00", "12:00", "2026-07-01", null, false)]
    [InlineData("09:00", "12:00", null, "2026-07-01", "09:00", "12:00", "2026-07-01", null, true)]
    [InlineData("09:00", "09:00", null, null, "10:00", "11:00", null, null, null)]
    [InlineData("9:00", "10:00", null, null, "10:00", "11:00", null, null, null)]
    [InlineData("24:00", "10:00", null, null, "10:00", "11:00", null, null, null)]
    public async Task A_member_is_in_one_place_at_a_time(
        string from, string until, string? validFrom, string? validTo,
        string otherFrom, string otherUntil, string? otherValidFrom, string? otherValidTo, bool? overlap)
    {
        var team = A.Team([Guid.CreateVersion7()]);
        team.Body["workingPatterns"] = new JsonArray(
            Pattern(team, from, until, validFrom, validTo), Pattern(team, otherFrom, otherUntil, otherValidFrom, otherValidTo));

        var outcome = await PutAsync(team);

        if (overlap is null) Assert.Contains(outcome, (string[])["422 team.pattern-empty", "400 request.invalid"]);
        else Assert.Equal(overlap is true ? "422 team.patterns-overlap" : "201 added", outcome);
    }

    [Fact]
    public async Task Only_the_loader_and_the_operator_change_teams()
    {
        var team = A.Team([Guid.CreateVersion7()]);
        using var gp = place.Host.Gp();
        using var runs = place.Host.Client(Roles.Operator);

        Assert.Equal("403 request.forbidden", await PutAsync(team, gp));
        Assert.Equal("201 added", await PutAsync(team, runs));
    }

    [Fact]
    public async Task The_places_booking_rules_are_loaded_once()
    {
        await using var host = await place.StartAsync();
        using var loader = host.Loader();
        var outcomes = new List<string?>();
        foreach (var (minutes, days) in new[] { (5, 1), (5, 1), (7, 1) })
        {
            var answer = await loader.PutAsJsonAsync("/api/scheduling/settings",
                new { holdMinutes = minutes, bookingHorizonDays = days }, TestContext.Current.CancellationToken);
            outcomes.Add((await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
                .GetProperty("outcome").GetString());
        }

        Assert.Equal(["added", "unchanged", "changed"], outcomes);
        var team = await host.OpenTeamAsync();
        using var gp = host.Gp();
        Assert.All(await gp.SlotsAsync(team.Service), s => Assert.True(s.Start <= TimeProvider.System.GetUtcNow().AddDays(1)));
        var wrong = await loader.PutAsJsonAsync("/api/scheduling/settings",
            new { holdMinutes = 0, bookingHorizonDays = 1 }, TestContext.Current.CancellationToken);
        Assert.Equal((400, "request.invalid"), await wrong.RefusalAsync());
    }

    private static JsonObject Pattern(TeamPut team, string from, string until, string? validFrom, string? validTo)
    {
        var pattern = new JsonObject
        {
            ["memberId"] = team.Members[0], ["dayOfWeek"] = "monday", ["from"] = from, ["until"] = until, ["delivery"] = "home",
        };
        if (validFrom is not null) pattern["validFrom"] = validFrom;
        if (validTo is not null) pattern["validTo"] = validTo;
        return pattern;
    }

    private static void Leave(TeamPut team, Guid member)
    {
        foreach (var (list, id) in new[] { ("members", "id"), ("workingPatterns", "memberId") })
        {
            var items = team.Body[list]?.AsArray() ?? throw new InvalidOperationException(list);
            foreach (var item in items.Where(i => i?[id]?.GetValue<Guid>() == member).ToList()) items.Remove(item);
        }
    }

    private async Task<IReadOnlyList<SlotSeen>> SlotsAfterPublishingAsync(HttpClient gp, TeamPut team, string more)
    {
        await place.Host.OpenTeamAsync(team);
        return await gp.SlotsAsync(team.Services[0], more);
    }

    private async Task<string> PutAsync(TeamPut team, HttpClient? client = null)
    {
        var answer = await (client ?? place.Host.Loader()).PutAsJsonAsync($"/api/scheduling/teams/{team.Id}", team.Body);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return $"{(int)answer.StatusCode} {said.GetProperty(answer.IsSuccessStatusCode ? "outcome" : "code").GetString()}";
    }
}
