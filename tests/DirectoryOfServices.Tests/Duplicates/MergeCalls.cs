using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.DirectoryOfServices.Tests.Duplicates;

/// <summary>What a curator does with entries of one service, as the tests need it.</summary>
internal sealed class MergeCalls(DirectoryHost directory)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public JsonObject Entry(string name, params string[] keywords) => A.Service(directory.Provider)
        .With("name", name).With("keywords", new JsonArray([.. keywords.Select(k => JsonValue.Create(k))]));

    public async Task<HttpResponseMessage> MergeAsync(
        Guid id, Guid into, string? reason = null, long? version = 1, long intoVersion = 1, HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/directory/services/{id}/merge")
        {
            Content = JsonContent.Create(new JsonObject { ["into"] = into, ["intoVersion"] = intoVersion }.With("reason", reason)),
        };
        if (version is not null) request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return await (client ?? directory.Editor).SendAsync(request, Cancelled);
    }

    public async Task<HttpResponseMessage> UnmergeAsync(Guid id, string ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/directory/services/{id}/unmerge") { Content = JsonContent.Create(new JsonObject()) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await directory.Editor.SendAsync(request, Cancelled);
    }
}
