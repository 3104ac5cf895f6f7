using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Testing;

namespace IntegratedCare.Scheduling.Tests.Resources;

public class ResourcesTests(Place place)
{
    [Fact]
    public async Task A_resource_is_added_then_unchanged_then_changed_and_reads_back()
    {
        var team = await place.Host.OpenTeamAsync();
        var (id, body) = (Guid.CreateVersion7(), Room(team.Id));
        body["hours"] = new JsonArray(new JsonObject { ["dayOfWeek"] = "monday", ["from"] = "09:00", ["until"] = "17:00", ["onBankHolidays"] = "closed" });

        Assert.Equal("201 added", await PutAsync(id, body));
        Assert.Equal("200 unchanged", await PutAsync(id, body));
        body["name"] = "Treatment room 2";
        Assert.Equal("200 changed", await PutAsync(id, body));

        using var loader = place.Host.Loader();
        var read = await loader.SeeAsync($"resources/{id}");
        Assert.Equal("Treatment room 2", read.GetProperty("name").GetString());
        Assert.Equal("closed", read.GetProperty("hours")[0].GetProperty("onBankHolidays").GetString());
        Assert.False(read.GetProperty("hours")[0].TryGetProperty("rule", out _));
        Assert.Equal(1, (await loader.SeeAsync($"resources?teamId={team.Id}")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await loader.SeeAsync($"resources?teamId={Guid.NewGuid()}")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_coordinator_sees_what_their_teams_share_and_nothing_else()
    {
        var team = await place.Host.OpenTeamAsync();
        var id = Guid.CreateVersion7();
        await PutAsync(id, Room(team.Id));
        using var here = place.Host.Coordinator();
        using var elsewhere = place.Host.Coordinator("elsewhere");
        using var gp = place.Host.Gp();

        Assert.Equal(1, (await here.SeeAsync($"resources?teamId={team.Id}")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await elsewhere.SeeAsync($"resources?teamId={team.Id}")).GetProperty("total").GetInt32());
        Assert.Equal((404, "resource.unknown"), await (await elsewhere.GetAsync($"/api/scheduling/resources/{id}", TestContext.Current.CancellationToken)).RefusalAsync());
        Assert.Equal((403, "request.forbidden"), await (await gp.GetAsync($"/api/scheduling/resources/{id}", TestContext.Current.CancellationToken)).RefusalAsync());
        Assert.Equal("403 request.forbidden", await PutAsync(id, Room(team.Id), here));
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "kind", "\"lift\"", "400 request.invalid" },
        { "name", "\"\"", "400 request.invalid" },
        { "teamIds", "[]", "400 request.invalid" },
        { "teamIds", "[\"018f0000-0000-7000-8000-000000000001\"]", "422 resource.team-unknown" },
        { "code", "\"a b\"", "422 resource.code-invalid" },
        { "code", "\"a:b\"", "422 resource.code-invalid" },
        { "hours", "[null]", "400 request.invalid" },
        { "hours", "[{\"from\":\"09:00\",\"until\":\"09:00\",\"dayOfWeek\":\"monday\"}]", "422 resource.hours-empty" },
        { "hours", "[{\"from\":\"9\",\"until\":\"10:00\",\"dayOfWeek\":\"monday\"}]", "400 request.invalid" },
        { "hours", "[{\"from\":\"09:00\",\"until\":\"10:00\",\"validFrom\":\"2026-01-01\",\"rule\":\"FREQ=HOURLY\"}]", "422 hours.rule-invalid" },
        { "hours", "[{\"from\":\"09:00\",\"until\":\"10:00\",\"validFrom\":\"2026-01-01\",\"rule\":\"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\"}]", "422 hours.rule-never" },
        { "colour", "\"blue\"", "400 request.invalid" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_resource_that_makes_no_sense_is_refused(string field, string json, string refusal)
    {
        var team = await place.Host.OpenTeamAsync();
        var body = Room(team.Id);
        body[field] = JsonNode.Parse(json);

        Assert.Equal(refusal, await PutAsync(Guid.CreateVersion7(), body));
    }

    [Fact]
    public async Task One_id_is_a_member_or_a_thing_and_never_both()
    {
        var team = A.Team([Guid.CreateVersion7()]);
        await place.Host.OpenTeamAsync(team);
        var room = Guid.CreateVersion7();

        Assert.Equal("409 resource.is-member", await PutAsync(team.Members[0], Room(team.Id)));
        Assert.Equal("201 added", await PutAsync(room, Room(team.Id)));
        var members = team.Body["members"]?.AsArray() ?? throw new InvalidOperationException();
        members.Add(new JsonObject { ["id"] = room, ["displayName"] = "Nurse", ["profession"] = "Nurse", ["employerOrganisationCode"] = "nca" });
        using var loader = place.Host.Loader();
        var answer = await loader.PutAsJsonAsync($"/api/scheduling/teams/{team.Id}", team.Body, TestContext.Current.CancellationToken);
        Assert.Equal((409, "team.member-is-resource"), await answer.RefusalAsync());
    }

    public static TheoryData<string, string> WrongOffers => new()
    {
        { "{\"alignmentMinutes\":7}", "422 team.alignment-invalid" },
        { "{\"alignmentMinutes\":0}", "400 request.invalid" },
        { "{\"bufferAfterMinutes\":-1}", "400 request.invalid" },
        { "{\"places\":0}", "400 request.invalid" },
        { "{\"places\":101}", "400 request.invalid" },
        { "{\"staff\":3}", "400 request.invalid" },
        { "{\"skills\":[\"\"]}", "422 team.code-invalid" },
        { "{\"skills\":[null]}", "400 request.invalid" },
        { "{\"needs\":[null]}", "400 request.invalid" },
        { "{\"needs\":[{\"kind\":\"room\",\"code\":\"a b\"}]}", "422 team.code-invalid" },
        { "{\"needs\":[{\"kind\":\"lift\"}]}", "400 request.invalid" },
        { "{\"needs\":[{\"kind\":\"room\"},{\"kind\":\"room\"},{\"kind\":\"room\"},{\"kind\":\"room\"},{\"kind\":\"room\"},{\"kind\":\"room\"}]}", "400 request.invalid" },
    };

    [Theory]
    [MemberData(nameof(WrongOffers))]
    public async Task An_appointment_that_makes_no_sense_is_refused(string json, string refusal)
    {
        var team = A.Team([Guid.CreateVersion7()]);
        var offer = team.Body["services"]?[0]?.AsObject() ?? throw new InvalidOperationException();
        foreach (var (name, value) in JsonNode.Parse(json)?.AsObject() ?? []) offer[name] = value?.DeepClone();

        using var loader = place.Host.Loader();
        var answer = await loader.PutAsJsonAsync($"/api/scheduling/teams/{team.Id}", team.Body, TestContext.Current.CancellationToken);
        var (status, code) = await answer.RefusalAsync();
        Assert.Equal(refusal, $"{status} {code}");
    }

    internal static JsonObject Room(params Guid[] teams) => new()
    {
        ["kind"] = "room", ["name"] = "Treatment room", ["teamIds"] = new JsonArray([.. teams.Select(t => JsonValue.Create(t))]),
    };

    private Task<string> PutAsync(Guid id, JsonObject body, HttpClient? client = null) => PutAsync(place.Host, id, body, client);

    internal static async Task<string> PutAsync(ServiceHost<Program, SchedulingDb> host, Guid id, JsonObject body, HttpClient? client = null)
    {
        var answer = await (client ?? host.Loader()).PutAsJsonAsync($"/api/scheduling/resources/{id}", body);
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return $"{(int)answer.StatusCode} {said.GetProperty(answer.IsSuccessStatusCode ? "outcome" : "code").GetString()}";
    }
}
