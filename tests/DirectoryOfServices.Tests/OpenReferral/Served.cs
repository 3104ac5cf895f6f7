using System.Text.Json;
using IntegratedCare.Testing;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

/// <summary>What the world is told, read as the world reads it: without a token.</summary>
internal static class Served
{
    public static async Task<JsonElement> GetAsync(ServiceHost<Program, DirectoryDb> host, string path, CancellationToken cancellationToken)
    {
        using var client = host.Anonymous();
        using var answer = await client.GetAsync(new Uri($"/open-referral/v3/{path}", UriKind.Relative), cancellationToken);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return await DirectoryHost.ReadAsync(answer);
    }

    /// <summary>A list to its last page.</summary>
    public static async Task<IReadOnlyList<JsonElement>> AllAsync(
        ServiceHost<Program, DirectoryDb> host, string list, CancellationToken cancellationToken)
    {
        var records = new List<JsonElement>();
        for (var number = 1; ; number++)
        {
            var page = await GetAsync(host, $"{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}page={number}", cancellationToken);
            records.AddRange(page.GetProperty("contents").EnumerateArray());
            if (page.GetProperty("last_page").GetBoolean()) return records;
        }
    }

    public static IReadOnlyList<JsonElement> List(JsonElement record, string member) =>
        record.TryGetProperty(member, out var list) ? [.. list.EnumerateArray()] : [];

    public static void AssertNothingEmpty(JsonElement record)
    {
        switch (record.ValueKind)
        {
            case JsonValueKind.Null:
                Assert.Fail("A null is served.");
                break;
            case JsonValueKind.String:
                Assert.NotEqual("", record.GetString());
                break;
            case JsonValueKind.Array:
                Assert.NotEqual(0, record.GetArrayLength());
                foreach (var part in record.EnumerateArray()) AssertNothingEmpty(part);
                break;
            case JsonValueKind.Object:
                Assert.NotEmpty(record.EnumerateObject());
                foreach (var member in record.EnumerateObject())
                {
                    Assert.Matches("^[a-z0-9_]+$", member.Name);
                    AssertNothingEmpty(member.Value);
                }

                break;
        }
    }
}
