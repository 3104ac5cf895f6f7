using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace IntegratedCare.EndToEnd.Tests;

/// <summary>The steps of the main job, as the people of a neighbourhood team take them through the gateway.</summary>
internal static class Neighbourhood
{
    // Numbers of the range kept for tests (999 000 0000 to 999 999 9999) with right check digits.
    private static int nextPerson = 999_000_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"GET {path}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(
        HttpClient client, string path, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request, Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        return (answer.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    /// <summary>A service that can be booked, priced and paid for by the pool.</summary>
    public static async Task<Guid> FindServiceAsync(HttpClient gp, string search = "leg ulcer")
    {
        var page = await GetAsync(gp, $"/api/directory/services?search={Uri.EscapeDataString(search)}&bookable=true");
        return page.GetProperty("items")[0].GetProperty("id").GetGuid();
    }

    /// <summary>The free slots of the coming days.</summary>
    public static async Task<JsonElement[]> SlotsAsync(HttpClient gp, Guid service)
    {
        var from = TimeProvider.System.GetUtcNow();
        var slots = await GetAsync(gp,
            $"/api/scheduling/slots?serviceId={service}&from={Stamp(from)}&to={Stamp(from.AddDays(14))}");
        return [.. slots.GetProperty("items").EnumerateArray()];
    }

    /// <summary>Holds the slot and books it for somebody new.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Body)> BookAsync(HttpClient gp, JsonElement slot, string? key = null)
    {
        var (held, hold) = await PostAsync(gp, "/api/scheduling/holds", new { slotId = slot.GetProperty("slotId").GetString() });
        return held == HttpStatusCode.Created
            ? await PostAsync(gp, "/api/scheduling/bookings", Booking(hold.GetProperty("holdId").GetGuid()), key ?? Guid.NewGuid().ToString())
            : (held, hold);
    }

    /// <summary>Books the first slots that can be had; each for another person.</summary>
    public static async Task<List<JsonElement>> BookManyAsync(HttpClient gp, Guid service, int count)
    {
        var booked = new List<JsonElement>();
        foreach (var slot in await SlotsAsync(gp, service))
        {
            if (booked.Count == count) break;
            var (status, booking) = await BookAsync(gp, slot);
            if (status == HttpStatusCode.Created) booked.Add(booking);
        }

        Assert.Equal(count, booked.Count);
        return booked;
    }

    public static object Booking(Guid holdId, string? nhsNumber = null) => new
    {
        holdId,
        person = new
        {
            nhsNumber = nhsNumber ?? NewNhsNumber(),
            familyName = "Marker-Quillfeather",
            givenName = "Zephyrine",
            dateOfBirth = "1948-03-02",
            postcode = "OL1 1NL",
            phone = "07700 900123",
        },
        referral = new
        {
            consultedOn = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            reason = "Marker-ulcer above the ankle, six weeks",
            priority = "soon",
        },
        communicationNeeds = new[] { "largePrint" },
    };

    public static string NewNhsNumber()
    {
        while (true)
        {
            var digits = Interlocked.Increment(ref nextPerson).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var check = (11 - (digits.Select((d, i) => (10 - i) * (d - '0')).Sum() % 11)) % 11;
            if (check != 10) return digits + check.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    /// <summary>What the ledger did for each booking, in order: <c>commitment</c>, <c>release</c>, <c>spend</c>.</summary>
    public static async Task<ILookup<Guid, string>> ChargesAsync(HttpClient finance)
    {
        var (entries, after) = (new List<JsonElement>(), "");
        do
        {
            var feed = await GetAsync(finance, $"/api/ledger/journal?limit=200{after}");
            entries.AddRange(feed.GetProperty("items").EnumerateArray());
            after = feed.TryGetProperty("next", out var next) && next.GetString() is { } cursor
                ? $"&after={Uri.EscapeDataString(cursor)}"
                : "";
        }
        while (after.Length > 0);

        return entries.Select(e => (Booking: BookingOf(e), Kind: e.GetProperty("kind").GetString()!))
            .Where(e => e.Booking is not null).ToLookup(e => e.Booking!.Value, e => e.Kind);
    }

    // An entry's source names the booking and what became of it.
    private static Guid? BookingOf(JsonElement entry) =>
        entry.GetProperty("source").GetString()!.Split(':').Select(part => Guid.TryParse(part, out var id) ? id : (Guid?)null)
            .FirstOrDefault(id => id is not null);

    private static string Stamp(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
