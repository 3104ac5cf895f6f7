using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.EndToEnd.Tests.MarkedData;

/// <summary>Sends marked requests to every operation that a service describes, as everybody who may and as one who may not.</summary>
internal sealed class MarkedSweep(RunningSystem system, IReadOnlyDictionary<string, string> ids)
{
    // What other tests read of the place: only requests that change nothing.
    private static readonly string[] PlacesOwn = ["/api/directory/place", "/api/directory/postcodes", "/api/scheduling/settings"];

    private static readonly string[] Callers =
        ["gp", "team-clinician", "care-coordinator", "finance-council", "pool-manager", "chief-nurse", "directory-editor", "operator", "privacy-officer", RunningSystem.PlaceLoader];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Every operation asked, and the statuses it answered with.</summary>
    public Dictionary<string, HashSet<int>> Answers { get; } = [];

    /// <summary>Where an answer's headers hold a mark: addresses above all.</summary>
    public List<string> MarkedHeaders { get; } = [];

    public async Task RunAsync(string service)
    {
        using var anyone = system.Anonymous();
        var description = await Neighbourhood.GetAsync(anyone, $"/openapi/{service}.json");
        var form = new MarkedForm(description, ids);
        foreach (var path in description.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(o => o.Value.TryGetProperty("responses", out _)))
            {
                var name = $"{operation.Name.ToUpperInvariant()} {path.Name}";
                foreach (var caller in Callers)
                {
                    using var client = await system.AsAsync(caller);
                    if (!await AskAllAsync(client, form, name, path.Name, operation.Name, operation.Value)) continue;
                }
            }
        }
    }

    // False as soon as the caller may not: one refusal of each kind is enough.
    private async Task<bool> AskAllAsync(
        HttpClient client, MarkedForm form, string name, string path, string method, JsonElement operation)
    {
        var (address, query) = Address(form, path, operation);
        var body = form.Body(operation);
        var first = true;
        foreach (var content in Bodies(body, PlacesOwn.Contains(path)))
        {
            var status = await AskAsync(client, name, method, address + query, content);
            if (first && status is 401 or 403) return false;
            first = false;
        }

        // Where a text is looked for that is no text: what cannot be read must not be repeated anywhere.
        await AskAsync(client, name, method, address + $"?search={Uri.EscapeDataString(Marks.Text)}&page={Marks.NhsNumber}&from={Marks.FamilyName}", null);
        await AskAsync(client, name, method, System.Text.RegularExpressions.Regex.Replace(path, "\\{[^}]+\\}", Uri.EscapeDataString(Marks.Text)), null);
        return true;
    }

    private static IEnumerable<JsonNode?> Bodies(JsonNode? body, bool onlyRefused)
    {
        if (body is null)
        {
            yield return null;
            yield break;
        }

        if (!onlyRefused)
        {
            yield return body;
            if (RequiredOnly(body) is { } shorter) yield return shorter;
        }

        yield return new JsonObject { ["unknownMember"] = Marks.Text, [Marks.FamilyName] = Marks.NhsNumber };
        yield return new JsonArray(Marks.Text);
        yield return JsonValue.Create(Marks.Text);
    }

    // Some members exclude each other; without the optional lists more forms are understood.
    private static JsonObject? RequiredOnly(JsonNode body) => body is JsonObject form && form.Any(m => m.Value is JsonArray)
        ? new(form.Where(m => m.Value is not JsonArray).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())))
        : null;

    private static (string Path, string Query) Address(MarkedForm form, string path, JsonElement operation)
    {
        var query = new List<string>();
        if (!operation.TryGetProperty("parameters", out var parameters)) return (path, "");
        foreach (var parameter in parameters.EnumerateArray().Where(p => p.TryGetProperty("in", out _)))
        {
            var (name, value) = (parameter.GetProperty("name").GetString()!, form.Parameter(parameter));
            if (parameter.GetProperty("in").GetString() == "path")
                path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
            else if (parameter.GetProperty("in").GetString() == "query")
                query.Add($"{name}={Uri.EscapeDataString(value)}");
        }

        return (path, query.Count == 0 ? "" : "?" + string.Join('&', query));
    }

    private async Task<int> AskAsync(HttpClient client, string name, string method, string address, JsonNode? body)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), address);
            if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Headers.Add("X-Purpose", "directCare");
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{Marks.FamilyName}\"");
            request.Headers.TryAddWithoutValidation("User-Agent", Marks.FamilyName);
            request.Headers.TryAddWithoutValidation("Referer", $"https://example.org/{Marks.FamilyName}");
            request.Headers.TryAddWithoutValidation("X-Request-Id", Marks.NhsNumber);
            using var answer = await client.SendAsync(request, Cancelled);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromMilliseconds(200), Cancelled);
                continue;
            }

            var status = (int)answer.StatusCode;
            (Answers.TryGetValue(name, out var known) ? known : Answers[name] = []).Add(status);
            if (Marks.In(answer.Headers.ToString()) is { } mark) MarkedHeaders.Add($"{name}: {mark} in {answer.Headers}");
            return status;
        }
    }
}
