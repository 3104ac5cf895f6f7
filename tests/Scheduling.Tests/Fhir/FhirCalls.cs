using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.Scheduling.Tests.Fhir;

/// <summary>What a stranger's FHIR client does with the diary: reads, searches, writes and follows the links that it is given.</summary>
internal static class FhirCalls
{
    public const string MediaType = "application/fhir+json";
    public const string NhsNumberSystem = "https://fhir.nhs.uk/Id/nhs-number";

    public static Task<HttpResponseMessage> AskFhirAsync(this HttpClient client, string address) => client.GetAsync(UriOf(address));

    public static async Task<JsonElement> FhirAsync(this HttpClient client, string address)
    {
        using var answer = await client.AskFhirAsync(address);
        return await answer.ResourceAsync();
    }

    public static async Task<JsonElement> FhirSearchAsync(this HttpClient client, string address, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await client.PostAsync(UriOf(address), content);
        return await answer.ResourceAsync();
    }

    public static Task<HttpResponseMessage> SendFhirAsync(
        this HttpClient client, HttpMethod method, string address, JsonNode? body, params (string Name, string Value)[] headers) =>
        client.SendFhirAsync(method, address, body?.ToJsonString() ?? "", headers.Any(h => h.Name == "Content-Type") ? null : MediaType, headers);

    public static Task<HttpResponseMessage> SendFhirAsync(
        this HttpClient client, HttpMethod method, string address, string body, string? mediaType, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, UriOf(address)) { Content = new StringContent(body, Encoding.UTF8, MediaType) };
        if (mediaType is not null) request.Content.Headers.ContentType = new(mediaType);
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type") request.Content.Headers.ContentType = new(value);
            else request.Headers.TryAddWithoutValidation(name, value);
        }

        return client.SendAsync(request);
    }

    public static async Task<JsonElement> ResourceAsync(this HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {answer.RequestMessage?.RequestUri}: {text}");
        Assert.Equal(MediaType, answer.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(text);
    }

    public static IReadOnlyList<JsonElement> Entries(this JsonElement bundle, string mode = "match") => bundle.TryGetProperty("entry", out var entries)
        ? [.. entries.EnumerateArray().Where(e => e.GetProperty("search").GetProperty("mode").GetString() == mode).Select(e => e.GetProperty("resource"))]
        : [];

    public static string? Link(this JsonElement bundle, string relation) => bundle.GetProperty("link").EnumerateArray()
        .Where(l => l.GetProperty("relation").GetString() == relation).Select(l => l.GetProperty("url").GetString()).SingleOrDefault();

    public static string Text(this JsonElement resource, string member) => resource.GetProperty(member).GetString() ?? "";

    /// <summary>The answer is an OperationOutcome: its status, the code of Booking and Referral, and ours.</summary>
    public static async Task<(int Status, string Bars, string Code)> OutcomeAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.Content.Headers.ContentType?.MediaType == MediaType, $"{(int)answer.StatusCode}: {text}");
        var outcome = JsonElement.Parse(text);
        Assert.Equal("OperationOutcome", outcome.Text("resourceType"));
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        var codings = Assert.Single(outcome.GetProperty("issue").EnumerateArray()).GetProperty("details").GetProperty("coding").EnumerateArray()
            .ToDictionary(c => c.Text("system"), c => c.Text("code"));
        return ((int)answer.StatusCode, codings["https://fhir.nhs.uk/CodeSystem/http-error-codes"], codings["urn:integrated-care:refusal"]);
    }

    private static Uri UriOf(string address) =>
        new(address.StartsWith("http", StringComparison.Ordinal) ? address : $"/fhir/r4/{address}", UriKind.RelativeOrAbsolute);
}
