using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Settings;

public sealed class PutSettingsTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_changes_the_places_rules_over_a_change_they_have_not_seen_and_each_change_is_kept()
    {
        var read = await TagAsync();
        Assert.Equal("\"0\"", read);
        using var blind = await PutAsync(6, null);
        using var stale = await PutAsync(6, "\"1\"");
        await Problem.AssertAsync(blind, 428, "request.if-match-missing");
        await Problem.AssertAsync(stale, 412, "request.stale");
        Assert.Equal(3, (await directory.GetAsync("settings")).GetProperty("assuranceMonths").GetInt32());

        using var first = await PutAsync(6, read);
        using var same = await PutAsync(6, "\"1\"");
        using var second = await PutAsync(9, "\"1\"");
        using var late = await PutAsync(12, "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (first.StatusCode, first.Headers.ETag?.Tag));
        Assert.Equal((HttpStatusCode.OK, "\"1\""), (same.StatusCode, same.Headers.ETag?.Tag));
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (second.StatusCode, second.Headers.ETag?.Tag));
        await Problem.AssertAsync(late, 412, "request.stale");
        Assert.Equal("\"2\"", await TagAsync());
        using var byLoader = await directory.Loader.PutAsJsonAsync("/api/directory/settings", Rules(3), Cancelled);
        Assert.Equal(HttpStatusCode.OK, byLoader.StatusCode);

        var history = (await directory.GetAsync("settings/history", directory.Editor)).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            [(3L, 9, 3), (2L, 6, 9)],
            history.Take(2).Select(c => (c.GetProperty("version").GetInt64(),
                c.GetProperty("before").GetProperty("assuranceMonths").GetInt32(), c.GetProperty("after").GetProperty("assuranceMonths").GetInt32())));
        Assert.Equal(3, history.Count);
        Assert.False(history[2].TryGetProperty("before", out _));
        Assert.Equal("council", history[1].GetProperty("organisationCode").GetString());
        await using var db = directory.Host.Db();
        Assert.Equal(3, await db.Database.SqlQuery<int>(
            $"select count(*)::int as \"Value\" from access_records where action = 'settings.put'").SingleAsync(Cancelled));
        using var gp = await directory.Gp.GetAsync(new Uri("/api/directory/settings/history", UriKind.Relative), Cancelled);
        await Problem.AssertAsync(gp, 403, "request.forbidden");
    }

    private async Task<string?> TagAsync()
    {
        using var answer = await directory.Gp.GetAsync(new Uri("/api/directory/settings", UriKind.Relative), Cancelled);
        return answer.Headers.ETag?.Tag;
    }

    private static JsonObject Rules(int months) => new() { ["assuranceMonths"] = months };

    private async Task<HttpResponseMessage> PutAsync(int months, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/directory/settings") { Content = JsonContent.Create(Rules(months)) };
        if (version is not null) request.Headers.TryAddWithoutValidation("If-Match", version);
        return await directory.Editor.SendAsync(request, Cancelled);
    }
}

/// <summary>Many at once, from a place that has said nothing yet.</summary>
public sealed class SettingsAtOnceTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task Of_many_who_change_the_rules_at_once_from_one_version_one_succeeds()
    {
        var answers = await Task.WhenAll(Enumerable.Range(4, 10).Select(async months =>
        {
            using var client = directory.Host.Client(Roles.DirectoryEditor, "council", name: $"curator-{months}");
            using var request = new HttpRequestMessage(HttpMethod.Put, "/api/directory/settings")
            {
                Content = JsonContent.Create(new JsonObject { ["assuranceMonths"] = months }),
            };
            request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
            return await client.SendAsync(request, TestContext.Current.CancellationToken);
        }));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        foreach (var late in answers.Where(a => a.StatusCode != HttpStatusCode.OK)) await Problem.AssertAsync(late, 412, "request.stale");
        Assert.Equal(1, (await directory.GetAsync("settings/history", directory.Editor)).GetProperty("total").GetInt32());
    }
}
