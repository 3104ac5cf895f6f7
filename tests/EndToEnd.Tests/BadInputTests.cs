using System.Net;
using System.Text;
using System.Text.Json;

namespace IntegratedCare.EndToEnd.Tests;

/// <summary>Every operation that the services describe, asked badly in many ways: a problem with a code, never a failure of ours.</summary>
public sealed class BadInputTests(RunningSystem system)
{
    private static readonly string[] Services = ["directory", "scheduling", "ledger", "quality", "identity"];

    private static readonly string[] Bodies =
    [
        "", "null", "[]", "{}", "{", "\"text\"", "0", "true", """{"unknown":1}""", """{"a":{"b":{"c":[1,2,{}]}}}""",
        """{"id":"' or 1=1 --"}""", """{"reason":"\u0000"}""", """{"reason":"\ud800"}""", "<xml/>",
    ];

    private static readonly string[] Ids =
    [
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "1", "'%20or%201=1", "..%2f..%2fetc", "%00",
        "%3Cscript%3E", "-1",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> ServiceNames => [.. Services];

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public async Task No_request_makes_a_service_fail(string service)
    {
        using var anyone = system.Anonymous();
        var description = await DescriptionAsync(anyone, service);
        var clients = new List<HttpClient>();
        foreach (var persona in (string[])["gp", "chief-nurse", "finance-council", "operator", "directory-editor"])
            clients.Add(await system.AsAsync(persona));

        var asked = 0;
        foreach (var path in description.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                foreach (var client in clients)
                {
                    foreach (var (url, body) in Attacks(path.Name, operation.Name))
                    {
                        using var request = new HttpRequestMessage(new HttpMethod(operation.Name.ToUpperInvariant()), url);
                        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
                        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
                        await AssertRefusedOrAnsweredAsync(client, request);
                        asked++;
                    }
                }
            }
        }

        clients.ForEach(c => c.Dispose());
        Assert.True(asked > 20, $"Only {asked} requests were made.");
    }

    [Theory]
    [MemberData(nameof(ServiceNames))]
    public async Task Without_a_token_nothing_but_what_is_open_answers(string service)
    {
        using var anyone = system.Anonymous();
        var description = await DescriptionAsync(anyone, service);

        foreach (var path in description.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(o => o.Value.TryGetProperty("security", out _)))
            {
                var answer = await AskPatientlyAsync(anyone, () =>
                {
                    var request = new HttpRequestMessage(
                        new HttpMethod(operation.Name.ToUpperInvariant()), Fill(path.Name, Guid.NewGuid().ToString()));
                    if (operation.Name is "post" or "put") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                    return request;
                });
                using (answer)
                {
                    Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{operation.Name} {path.Name}: {answer.StatusCode}");
                }
            }
        }
    }

    private static IEnumerable<(string Url, string? Body)> Attacks(string path, string method)
    {
        var writes = method is "post" or "put" or "patch";
        if (writes)
        {
            foreach (var body in Bodies) yield return (Fill(path, Ids[0]), body);
        }

        foreach (var id in Ids) yield return (Fill(path, id), writes ? "{}" : null);
        yield return (Fill(path, Ids[0]) + "?page=-1&pageSize=1000000&limit=-5&after=%25%25&from=never&asOf=2026-13-45&search=%27%22%3B--",
            writes ? "{}" : null);
        yield return (Fill(path, Ids[0]) + "?search=" + new string('x', 6_000), writes ? "{}" : null);
    }

    private static string Fill(string path, string id) =>
        System.Text.RegularExpressions.Regex.Replace(path, "\\{[^}]+\\}", id.Replace("$", "$$", StringComparison.Ordinal));

    private static async Task AssertRefusedOrAnsweredAsync(HttpClient client, HttpRequestMessage request)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(Cancelled) : null;
        using (var answer = await AskPatientlyAsync(client, () => Copy(request, body)))
        {
            var text = await answer.Content.ReadAsStringAsync(Cancelled);
            Assert.True((int)answer.StatusCode < 500, $"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {text}");
            if ((int)answer.StatusCode < 400) return;

            // A NUL in a path is refused by the web server itself, before any code of ours could say why.
            if (answer.StatusCode == HttpStatusCode.BadRequest && text.Length == 0
                && request.RequestUri!.OriginalString.Split('?')[0].Contains("%00", StringComparison.Ordinal)) return;

            Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json",
                $"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {answer.Content.Headers.ContentType} {text}");
            Assert.False(string.IsNullOrEmpty(JsonSerializer.Deserialize<JsonElement>(text).GetProperty("code").GetString()),
                $"{request.Method} {request.RequestUri}: {text}");
        }
    }

    private static async Task<JsonElement> DescriptionAsync(HttpClient client, string service)
    {
        using var answer = await AskPatientlyAsync(client, () => new(HttpMethod.Get, $"/openapi/{service}.json"));
        return JsonSerializer.Deserialize<JsonElement>(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancelled));
    }

    /// <summary>Asks again, as the answer says, while the gateway's limit per caller answers: these tests want what is behind it.</summary>
    private static async Task<HttpResponseMessage> AskPatientlyAsync(HttpClient client, Func<HttpRequestMessage> ask)
    {
        while (true)
        {
            using var request = ask();
            var answer = await client.SendAsync(request, Cancelled);
            if (answer.StatusCode != HttpStatusCode.TooManyRequests) return answer;
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromMilliseconds(200), Cancelled);
            answer.Dispose();
        }
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, string? body)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var header in request.Headers) copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (body is not null) copy.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return copy;
    }
}
