using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.Scheduling.Tests.Referrals;

/// <summary>What tests do over and over with referrals.</summary>
internal static class Referring
{
    public const string Advice = "Unmistakable advice: compression first, refer again if it has not healed by March";

    public static JsonObject To(Guid service, string priority = "soon", string? neighbourhood = Asking.Neighbourhood)
    {
        var body = A.Booking(Guid.Empty);
        body.Remove("holdId");
        body["serviceId"] = service;
        body["referral"]!["priority"] = priority;
        if (neighbourhood is not null) body["neighbourhoodCode"] = neighbourhood;
        body["needs"] = new JsonObject
        {
            ["interpreterLanguage"] = "bn", ["access"] = new JsonArray("wheelchairAccess", "largePrint"), ["carerComesAlong"] = true,
            ["wellbeing"] = new JsonArray("personalDignity"),
        };
        return body;
    }

    public static Task<HttpResponseMessage> ReferAsync(this HttpClient client, JsonNode body, string? key = null) =>
        client.SendAsync(new(HttpMethod.Post, "/api/scheduling/referrals")
        {
            Content = JsonContent.Create(body),
            Headers = { { "Idempotency-Key", key ?? Guid.NewGuid().ToString() } },
        });

    public static async Task<Guid> ReferredAsync(this HttpClient client, JsonNode body)
    {
        var answer = await client.ReferAsync(body);
        Assert.Equal(201, (int)answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    public static Task<HttpResponseMessage> DecideAsync(this HttpClient client, Guid referral, string verb, object body) =>
        client.PostAsJsonAsync($"/api/scheduling/referrals/{referral}/{verb}", body);

    public static async Task<JsonElement> DecidedAsync(this HttpClient client, Guid referral, string verb, object body)
    {
        var answer = await client.DecideAsync(referral, verb, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<IReadOnlyList<Guid>> ListAsync(this HttpClient client, string list, Guid service) =>
        [.. (await client.SayAsync("referrals/search", new { list, serviceId = service })).GetProperty("items").EnumerateArray()
            .Select(i => i.GetProperty("standing").GetProperty("id").GetGuid())];

    public static async Task<string> StageAsync(this HttpClient client, Guid referral) =>
        (await client.SeeAsync($"referrals/{referral}")).GetProperty("standing").GetProperty("stage").GetString() ?? "";

    public static async Task<IReadOnlyList<string>> StepsAsync(this HttpClient client, Guid referral) =>
        [.. (await client.SeeAsync($"referrals/{referral}/history")).GetProperty("items").EnumerateArray()
            .Select(i => i.GetProperty("kind").GetString() ?? "")];

    /// <summary>The first free time of the service, booked for the referral.</summary>
    public static async Task<HttpResponseMessage> BookForAsync(this HttpClient client, Guid referral, Guid service, string? nhsNumber = null)
    {
        var hold = await client.HoldIdAsync((await client.SlotsAsync(service, "&limit=1")).Single().SlotId);
        var body = A.Booking(hold);
        body["referralId"] = referral;
        if (nhsNumber is not null) body["person"]!["nhsNumber"] = nhsNumber;
        return await client.BookAsync(body);
    }
}
