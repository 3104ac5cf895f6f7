using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Testing;

namespace IntegratedCare.Scheduling.Tests.Rounds;

/// <summary>What tests do over and over with a team's rounds. Places lie about Oldham; each visit lasts half an hour.</summary>
internal static class Rounding
{
    public const string SkillOfAll = "Community nurse";

    /// <summary>A day on which no other test has anything.</summary>
    public static readonly DateOnly Day = LondonTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(3);

    public static string At(string time, DateOnly? day = null) =>
        LondonTime.ToInstant((day ?? Day).ToDateTime(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)))!.Value.ToString("O");

    public static JsonObject Point(double north) => new() { ["latitude"] = 53.54 + north, ["longitude"] = -2.11 };

    public static JsonObject Visit(Guid id, double north = 0.01, string from = "09:00", string until = "12:00", params string[] skills) => new()
    {
        ["id"] = id, ["at"] = Point(north), ["windowStart"] = At(from), ["windowEnd"] = At(until), ["durationMinutes"] = 30,
        ["skills"] = new JsonArray([.. skills.Select(skill => JsonValue.Create(skill))]),
    };

    public static JsonObject DayOf(Guid[] members, params JsonObject[] visits) => new()
    {
        ["date"] = Day.ToString("O"), ["seconds"] = 1,
        ["carers"] = new JsonArray([.. members.Select((member, i) => new JsonObject
        {
            ["memberId"] = member, ["shiftStart"] = At("08:00"), ["shiftEnd"] = At("16:00"), ["start"] = Point(0.001 * i),
        })]),
        ["visits"] = new JsonArray([.. visits]),
    };

    public static Guid[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];

    public static Task<HttpResponseMessage> AskRoundAsync(this HttpClient client, Guid team, JsonNode body) =>
        client.PostAsJsonAsync($"/api/scheduling/teams/{team}/rounds", body);

    /// <summary>The id of a round that has been planned.</summary>
    public static async Task<Guid> PlannedRoundAsync(this HttpClient client, Guid team, JsonNode body)
    {
        var answer = await client.AskRoundAsync(team, body);
        Assert.Equal(202, (int)answer.StatusCode);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        await client.UntilAsync(team, id, "planned");
        return id;
    }

    public static Task<HttpResponseMessage> GetRoundAsync(this HttpClient client, Guid team, Guid round) =>
        client.GetAsync($"/api/scheduling/teams/{team}/rounds/{round}");

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    public static Task UntilAsync(this HttpClient client, Guid team, Guid round, string status) => Eventually.Async(
        async () => (await client.RoundAsync(team, round)).Status() == status, TimeSpan.FromSeconds(90), $"the round {status}");

    public static Task<JsonElement> RoundAsync(this HttpClient client, Guid team, Guid round) => client.SeeAsync($"teams/{team}/rounds/{round}");

    public static Task<HttpResponseMessage> TellRoundAsync(this HttpClient client, Guid team, Guid round, string what, object body) =>
        client.PostAsJsonAsync($"/api/scheduling/teams/{team}/rounds/{round}/{what}", body);

    public static async Task<JsonElement> PublishedAsync(this HttpClient client, Guid team, Guid round)
    {
        var answer = await client.TellRoundAsync(team, round, "publication", new { });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    public static Task<HttpResponseMessage> TakeOutAsync(this HttpClient client, Guid team, Guid round, Guid visit) =>
        client.DeleteAsync($"/api/scheduling/teams/{team}/rounds/{round}/visits/{visit}");

    public static async Task<HttpResponseMessage> PinAsync(this HttpClient client, Guid team, Guid round, string? tag, params object[] pins)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/scheduling/teams/{team}/rounds/{round}/pins")
        {
            Content = JsonContent.Create(new { pins }),
        };
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-Match", tag);
        return await client.SendAsync(request);
    }

    public static string Status(this JsonElement round) => round.GetProperty("status").GetString() ?? "";

    public static IReadOnlyList<StopSeen> Stops(this JsonElement round) =>
    [
        .. round.GetProperty("plan").GetProperty("routes").EnumerateArray().SelectMany(route => route.GetProperty("stops").EnumerateArray()
            .Select(stop => new StopSeen(
                route.GetProperty("memberId").GetGuid(), stop.GetProperty("visitId").GetGuid(), stop.GetProperty("second").GetBoolean(),
                stop.GetProperty("start").GetDateTimeOffset(), stop.GetProperty("end").GetDateTimeOffset()))),
    ];
}

internal sealed record StopSeen(Guid Member, Guid Visit, bool Second, DateTimeOffset Start, DateTimeOffset End);
