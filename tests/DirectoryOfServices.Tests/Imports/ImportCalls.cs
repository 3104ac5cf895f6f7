using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IntegratedCare.Testing;

namespace IntegratedCare.DirectoryOfServices.Tests.Imports;

/// <summary>What a curator's program does with imports, as the tests need it.</summary>
internal sealed class ImportCalls(HttpClient client)
{
    private static readonly HashSet<string?> AtRest = ["ready", "applied", "failed", "cancelled"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> SendCsvAsync(string csv, string query = "format=csv&dryRun=false", string? idempotencyKey = null) =>
        SendAsync(Encoding.UTF8.GetBytes(csv), "text/csv", query, idempotencyKey);

    public async Task<HttpResponseMessage> SendAsync(byte[] file, string contentType, string query, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/directory/imports?{query}") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await client.SendAsync(request, Cancelled);
    }

    /// <summary>Sends a file and waits until nothing more happens by itself.</summary>
    public async Task<JsonElement> ImportCsvAsync(string csv, string query = "format=csv&dryRun=false")
    {
        using var answer = await SendCsvAsync(csv, query);
        return await EndAsync(await IdOfAsync(answer));
    }

    /// <summary>Sends Open Referral, a service on a line or in one of the other forms, and waits until nothing more happens by itself.</summary>
    public async Task<JsonElement> ImportOpenAsync(string json, string source, string query = "dryRun=false&category=earlyHelp")
    {
        using var answer = await SendAsync(Encoding.UTF8.GetBytes(json), "application/x-ndjson", $"format=open-referral&source={source}&{query}");
        return await EndAsync(await IdOfAsync(answer), TimeSpan.FromMinutes(1));
    }

    /// <summary>The rows of an outcome with what was found first: number, column and code.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync(JsonElement import, string outcome = "rejected") =>
        [.. (await RowsAsync(import.GetProperty("id").GetGuid(), outcome)).Select(row =>
            $"{row.Member("row")} {row.GetProperty("findings")[0].Member("column")} {row.GetProperty("findings")[0].Member("code")}")];

    public static async Task<Guid> IdOfAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True((int)answer.StatusCode == 202, $"{(int)answer.StatusCode}: {text}");
        var id = JsonElement.Parse(text).GetProperty("id").GetGuid();
        Assert.Equal($"/api/directory/imports/{id}", answer.Headers.Location?.ToString());
        return id;
    }

    public async Task<JsonElement> EndAsync(Guid id, TimeSpan? timeout = null)
    {
        var import = default(JsonElement);
        await Eventually.Async(
            async () => AtRest.Contains((import = await ReadAsync(id)).GetProperty("status").GetString()), timeout, "The end of the import");
        return import;
    }

    public Task<JsonElement> ReadAsync(Guid id) => GetAsync($"/api/directory/imports/{id}");

    public async Task<IReadOnlyList<JsonElement>> RowsAsync(Guid id, string outcome)
    {
        var rows = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var read = await GetAsync($"/api/directory/imports/{id}/rows?outcome={outcome}&pageSize=200&page={page}");
            rows.AddRange(read.GetProperty("items").EnumerateArray());
            if (rows.Count >= read.GetProperty("total").GetInt32()) return rows;
        }
    }

    public async Task<HttpResponseMessage> ApplyAsync(Guid id, object? body = null) =>
        await client.PostAsJsonAsync($"/api/directory/imports/{id}/application", body ?? new { }, Cancelled);

    public async Task<HttpResponseMessage> CancelAsync(Guid id) =>
        await client.PostAsync(new Uri($"/api/directory/imports/{id}/cancellation", UriKind.Relative), null, Cancelled);

    public async Task<string> ExportAsync(string accept = "text/csv", string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/directory/export{query}");
        request.Headers.Accept.ParseAdd(accept);
        using var answer = await client.SendAsync(request, Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True((int)answer.StatusCode == 200, text);
        Assert.Equal(accept, answer.Content.Headers.ContentType?.MediaType);
        return text;
    }

    /// <summary>The counts of an import in one line, for one assertion.</summary>
    public static string Counts(JsonElement import) => string.Join(' ', new[] { "status", "added", "changed", "removed", "unchanged", "rejected" }
        .Select(member => import.GetProperty(member).ToString()));

    private async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancelled);
        return await DirectoryHost.ReadAsync(answer);
    }
}
