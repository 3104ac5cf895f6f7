using System.Net;
using System.Text.Json;

namespace IntegratedCare.DirectoryOfServices.Tests.Fhir;

/// <summary>What a stranger's FHIR client does: reads, searches and follows the links that it is given.</summary>
internal sealed class FhirClient(HttpClient http)
{
    public const string MediaType = "application/fhir+json";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> AskAsync(string address) =>
        http.GetAsync(new Uri(address.StartsWith("http", StringComparison.Ordinal) ? address : $"/fhir/r4/{address}", UriKind.RelativeOrAbsolute), Cancelled);

    public async Task<JsonElement> GetAsync(string address)
    {
        using var answer = await AskAsync(address);
        return await ReadAsync(answer);
    }

    /// <summary>The ids that a search finds, all on one page.</summary>
    public async Task<IReadOnlyList<Guid>> FindAsync(string search) =>
        [.. Matches(await GetAsync(search + (search.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "_count=200")).Select(IdOf)];

    /// <summary>Every page of a search, by its own links.</summary>
    public async Task<IReadOnlyList<JsonElement>> PagesAsync(string search)
    {
        var pages = new List<JsonElement>();
        for (string? next = search; next is not null; next = LinkOf(pages[^1], "next"))
        {
            pages.Add(await GetAsync(next));
            Assert.True(pages.Count < 500, "The pages never end.");
        }

        return pages;
    }

    public static string? LinkOf(JsonElement bundle, string relation) => bundle.GetProperty("link").EnumerateArray()
        .Where(l => l.GetProperty("relation").GetString() == relation).Select(l => l.GetProperty("url").GetString()).SingleOrDefault();

    public static IEnumerable<JsonElement> Matches(JsonElement bundle) => Entries(bundle, "match");

    public static IEnumerable<JsonElement> Included(JsonElement bundle) => Entries(bundle, "include");

    public static Guid IdOf(JsonElement resource) => resource.GetProperty("id").GetGuid();

    public static string TypeOf(JsonElement resource) => resource.GetProperty("resourceType").GetString() ?? "";

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {answer.RequestMessage?.RequestUri}: {text}");
        Assert.Equal(MediaType, answer.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(text);
    }

    /// <summary>The answer is an OperationOutcome with this issue, FHIR's code and ours; the code that is not ours is returned.</summary>
    public static async Task<string> AssertOutcomeAsync(HttpResponseMessage answer, int status, string issue, string code)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {answer.RequestMessage?.RequestUri}: {text}");
        Assert.Equal(MediaType, answer.Content.Headers.ContentType?.MediaType);
        var outcome = JsonElement.Parse(text);
        Assert.Equal("OperationOutcome", TypeOf(outcome));
        var only = Assert.Single(outcome.GetProperty("issue").EnumerateArray());
        Assert.Equal(issue, only.GetProperty("code").GetString());
        Assert.DoesNotContain("Exception:", text, StringComparison.Ordinal);
        var codings = only.GetProperty("details").GetProperty("coding").EnumerateArray()
            .ToDictionary(c => c.GetProperty("system").GetString()!, c => c.GetProperty("code").GetString());
        Assert.Equal(code, codings["urn:integrated-care:refusal"]);
        return codings.Single(c => c.Key != "urn:integrated-care:refusal").Value ?? "";
    }

    private static IEnumerable<JsonElement> Entries(JsonElement bundle, string mode) => bundle.TryGetProperty("entry", out var entries)
        ? entries.EnumerateArray().Where(e => e.GetProperty("search").GetProperty("mode").GetString() == mode).Select(e => e.GetProperty("resource"))
        : [];
}
