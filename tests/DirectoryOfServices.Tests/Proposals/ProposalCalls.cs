using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.DirectoryOfServices.Tests.Proposals;

/// <summary>What owners and curators do with proposals, as the tests need it.</summary>
internal static class ProposalCalls
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static JsonObject For(Guid id, long? version, JsonObject record, string? note = null, Guid? supersedes = null) => new JsonObject
    {
        ["serviceId"] = id, ["record"] = record,
    }.With("basedOnVersion", version).With("note", note).With("supersedes", supersedes);

    public static async Task<HttpResponseMessage> ProposeAsync(HttpClient client, JsonObject body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/directory/proposals") { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Cancelled);
    }

    public static async Task<Guid> MadeAsync(HttpClient client, JsonObject body)
    {
        using var answer = await ProposeAsync(client, body);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonElement.Parse(text).GetProperty("id").GetGuid();
    }

    public static Task<HttpResponseMessage> DecideAsync(HttpClient client, Guid id, string verb, JsonObject? body = null) =>
        client.PostAsync(new Uri($"/api/directory/proposals/{id}/{verb}", UriKind.Relative),
            body is null ? null : JsonContent.Create(body), Cancelled);
}
