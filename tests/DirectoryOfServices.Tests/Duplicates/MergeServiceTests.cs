using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Contracts.Directory;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Duplicates;

public sealed class MergeServiceTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private readonly MergeCalls calls = new(directory);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_merged_entry_is_closed_names_the_other_and_is_found_there()
    {
        var (second, first) = (await PutAsync("Zebrafish walking group", "stripewalk"), await PutAsync("Walking for health", "walk"));

        using var answer = await calls.MergeAsync(second, first, "Same group");

        Assert.Equal((2, 2), ((await DirectoryHost.ReadAsync(answer)).GetProperty("version").GetInt32(),
            (await DirectoryHost.ReadAsync(answer)).GetProperty("survivorVersion").GetInt32()));
        using var read = await directory.Gp.GetAsync(new Uri($"/api/directory/services/{second}", UriKind.Relative), Cancelled);
        var merged = await DirectoryHost.ReadAsync(read);
        Assert.Equal(("closed", first), (merged.GetProperty("status").GetString(), merged.GetProperty("mergedInto").GetGuid()));
        Assert.Equal($"</api/directory/services/{first}>; rel=\"canonical\"", read.Headers.GetValues("Link").Single());
        foreach (var words in (string[])["zebrafish", "stripewalk"])
        {
            var found = (await directory.GetAsync($"services?search={words}")).GetProperty("items").EnumerateArray().ToList();
            Assert.Equal(first, Assert.Single(found).GetProperty("id").GetGuid());
        }

        await Eventually.Async(() => directory.Host.Events.Of<ServiceStatusChanged>().Any(e => e.ServiceId == second && e.Status == "closed"));
        await Eventually.Async(() => directory.Host.Events.Of<ServiceChanged>().Any(e => e.ServiceId == first && e.Version == 2));
        foreach (var (id, other) in (IEnumerable<(Guid, Guid)>)[(second, first), (first, second)])
        {
            var change = (await directory.GetAsync($"services/{id}/history", directory.Editor)).GetProperty("items")[0];
            Assert.Equal(("merged", "Same group", other), (change.GetProperty("kind").GetString(), change.GetProperty("note").GetString(),
                change.GetProperty("otherServiceId").GetGuid()));
            Assert.Equal(1, await AuditedAsync(id, "service.merge"));
        }
    }

    [Fact]
    public async Task Undone_both_read_as_before()
    {
        var (second, first) = (await PutAsync("Giraffe lunch club", "longneck", "lunch"), await PutAsync("Lunch club", "lunch"));
        var (secondBefore, firstBefore) = (await RecordAsync(second), await RecordAsync(first));
        using var merged = await calls.MergeAsync(second, first);
        Assert.Equal(HttpStatusCode.OK, merged.StatusCode);
        await directory.PutAsync($"services/{first}", calls.Entry("Lunch club", "lunch").With("telephone", "0161 496 0009"));
        Assert.Contains("longneck", (await directory.GetAsync($"services/{first}")).GetProperty("keywords").EnumerateArray().Select(k => k.GetString()));

        using var answer = await calls.UnmergeAsync(second, "\"2\"");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(secondBefore, await RecordAsync(second));
        Assert.Equal(firstBefore, (await RecordAsync(first)).Replace(",\"telephone\":\"0161 496 0009\"", "", StringComparison.Ordinal));
        Assert.Equal(second, (await directory.GetAsync("services?search=longneck")).GetProperty("items")[0].GetProperty("id").GetGuid());
        using var again = await calls.UnmergeAsync(second, "\"3\"");
        await Problem.AssertAsync(again, 409, "merge.not-merged");
    }

    [Fact]
    public async Task A_merge_never_loses_a_restriction()
    {
        var (stopped, open) = (await PutAsync("Stopped clinic", "s"), await PutAsync("Stopped clinic too", "s"));
        await RestrictAsync(stopped, "suspended");

        using var refused = await calls.MergeAsync(stopped, open, version: 2);
        await RestrictAsync(open, "noNewBookings");
        using var tooMild = await calls.MergeAsync(stopped, open, version: 2, intoVersion: 2);

        await Problem.AssertAsync(refused, 409, "merge.restriction-lost");
        await Problem.AssertAsync(tooMild, 409, "merge.restriction-lost");
        Assert.False((await directory.GetAsync($"services/{stopped}")).TryGetProperty("mergedInto", out _));
        using var other = await calls.MergeAsync(open, stopped, version: 2, intoVersion: 2);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal("restricted", (await directory.GetAsync($"services/{stopped}")).GetProperty("status").GetString());
        using var undone = await calls.UnmergeAsync(open, "\"3\"");
        Assert.Equal("restricted", (await directory.GetAsync($"services/{open}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_restriction_of_a_merged_entry_stands_over_the_one_that_speaks_for_it()
    {
        var (gone, stays) = (await PutAsync("Gone clinic", "g"), await PutAsync("Staying clinic", "g"));
        var (overGone, overStays) = (await RestrictAsync(gone, "suspended"), await RestrictAsync(stays, "suspended"));
        using var merged = await calls.MergeAsync(gone, stays, version: 2, intoVersion: 2);

        await LiftAsync(overStays, stays);
        await Eventually.Async(async () => (await LevelsAsync(stays)).Length == 1);
        Assert.Equal("restricted", (await directory.GetAsync($"services/{stays}")).GetProperty("status").GetString());
        await LiftAsync(overGone, gone);
        await Eventually.Async(() => directory.Host.Events.Of<ServiceStatusChanged>().Any(e => e.ServiceId == stays && e.Status == "active"));

        await RestrictAsync(gone, "noNewBookings", shownBy: stays);
        Assert.Equal(["noNewBookings"], await LevelsAsync(stays));
        var version = await VersionAsync(gone);
        using var undone = await calls.UnmergeAsync(gone, $"\"{version}\"");
        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        Assert.Equal("active", (await directory.GetAsync($"services/{stays}")).GetProperty("status").GetString());
        Assert.Equal("restricted", (await directory.GetAsync($"services/{gone}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Of_two_who_merge_towards_each_other_one_succeeds()
    {
        for (var n = 0; n < 5; n++)
        {
            var (one, other) = (await PutAsync("Pair", "p"), await PutAsync("Pair", "p"));

            var answers = await Task.WhenAll(calls.MergeAsync(one, other), calls.MergeAsync(other, one));

            var statuses = answers.Select(a => (int)a.StatusCode).Order().ToArray();
            Assert.True(statuses is [200, 409 or 412], string.Join(", ", statuses));
            var into = new[] { await MergedIntoAsync(one), await MergedIntoAsync(other) };
            Assert.Single(into, i => i is not null);
        }
    }

    [Fact]
    public async Task Of_a_merge_and_an_edit_at_once_neither_is_lost()
    {
        for (var n = 0; n < 5; n++)
        {
            var (one, other) = (await PutAsync("Edited", "e"), await PutAsync("Kept", "k"));

            var merge = calls.MergeAsync(one, other);
            var edit = EditAsync(other, calls.Entry("Kept", "k").With("telephone", "0161 496 0008"), "\"1\"");
            var editOfMerged = EditAsync(one, calls.Entry("Edited", "e").With("telephone", "0161 496 0008"), "\"1\"");
            await Task.WhenAll(merge, edit, editOfMerged);

            var service = await directory.GetAsync($"services/{other}");
            Assert.Equal((await edit).IsSuccessStatusCode, service.TryGetProperty("telephone", out _));
            Assert.Equal((await merge).IsSuccessStatusCode, await MergedIntoAsync(one) == other);
            Assert.Equal((await merge).IsSuccessStatusCode,
                service.GetProperty("keywords").EnumerateArray().Any(k => k.GetString() == "Edited"));
            Assert.NotEqual((await merge).IsSuccessStatusCode, (await edit).IsSuccessStatusCode || (await editOfMerged).IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task A_merged_entry_is_changed_by_nobody_and_a_load_leaves_it_so()
    {
        var (one, other, third) = (await PutAsync("Merged", "m"), await PutAsync("Merged too", "m"), await PutAsync("A third", "m"));
        using var merged = await calls.MergeAsync(one, other);
        using var owner = directory.Host.Client(Roles.DirectoryEditor, "nca");

        using var edit = await EditAsync(one, calls.Entry("Back again", "m"), "\"2\"");
        using var proposal = await owner.PostAsJsonAsync("/api/directory/proposals", new JsonObject
        {
            ["serviceId"] = one, ["basedOnVersion"] = 2, ["record"] = calls.Entry("Back again", "m"),
        }, Cancelled);
        using var again = await calls.MergeAsync(one, third, version: 2);
        using var chain = await calls.MergeAsync(other, third, version: 2);
        using var onto = await calls.MergeAsync(third, one, intoVersion: 2);

        await Problem.AssertAsync(edit, 409, "service.merged");
        await Problem.AssertAsync(proposal, 409, "service.merged");
        await Problem.AssertAsync(again, 409, "service.merged");
        await Problem.AssertAsync(chain, 409, "merge.speaks-for-others");
        await Problem.AssertAsync(onto, 409, "merge.survivor-not-active");
        Assert.Equal("unchanged", await directory.PutAsync($"services/{one}", calls.Entry("Back again", "m")));
        Assert.Equal(other, await MergedIntoAsync(one));
    }

    [Fact]
    public async Task What_makes_no_sense_or_is_not_theirs_is_refused_and_changes_nothing()
    {
        var (one, other) = (await PutAsync("One", "o"), await PutAsync("Other", "o"));
        var closed = await directory.PutServiceAsync(calls.Entry("Closed", "o").With("status", "closed"));
        using var owner = directory.Host.Client(Roles.DirectoryEditor, "nca");

        await Problem.AssertAsync(await calls.MergeAsync(one, one), 422, "merge.into-itself");
        await Problem.AssertAsync(await calls.MergeAsync(one, Guid.NewGuid()), 422, "merge.survivor-unknown");
        await Problem.AssertAsync(await calls.MergeAsync(Guid.NewGuid(), one), 404, "service.unknown");
        await Problem.AssertAsync(await calls.MergeAsync(one, closed), 409, "merge.survivor-not-active");
        await Problem.AssertAsync(await calls.MergeAsync(one, other, version: 9), 412, "request.stale");
        await Problem.AssertAsync(await calls.MergeAsync(one, other, version: null), 428, "request.if-match-missing");
        await Problem.AssertAsync(await calls.MergeAsync(one, other, intoVersion: 9), 412, "merge.survivor-stale");
        await Problem.AssertAsync(await calls.MergeAsync(one, other, client: owner), 403, "directory.curators-only");
        await Problem.AssertAsync(await calls.MergeAsync(one, other, client: directory.Gp), 403, "request.forbidden");
        await Problem.AssertAsync(await calls.UnmergeAsync(one, "\"1\""), 409, "merge.not-merged");
        await Problem.AssertAsync(await calls.UnmergeAsync(Guid.NewGuid(), "\"1\""), 404, "service.unknown");

        foreach (var id in new[] { one, other }) Assert.Equal(1, (await directory.GetAsync($"services/{id}/history", directory.Editor)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task The_database_itself_keeps_a_merged_entry_closed()
    {
        var (one, other) = (await PutAsync("Guarded", "g"), await PutAsync("Guarded too", "g"));
        using var merged = await calls.MergeAsync(one, other);
        await using var db = directory.Host.Db();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"update care_services set status = 'Active' where id = {one}", Cancelled));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"update care_services set merged_into = id where id = {one}", Cancelled));
    }

    private Task<Guid> PutAsync(string name, params string[] keywords) => directory.PutServiceAsync(calls.Entry(name, keywords));

    private async Task<HttpResponseMessage> EditAsync(Guid id, JsonObject record, string ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/directory/services/{id}") { Content = JsonContent.Create(record) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await directory.Editor.SendAsync(request, Cancelled);
    }

    private async Task<Guid?> MergedIntoAsync(Guid id) =>
        (await directory.GetAsync($"services/{id}")).TryGetProperty("mergedInto", out var into) ? into.GetGuid() : null;

    // The latest record that the history holds: what was said of the service, and nothing besides.
    private async Task<string> RecordAsync(Guid id)
    {
        var record = JsonNode.Parse((await directory.GetAsync($"services/{id}/history", directory.Editor)).GetProperty("items")[0]
            .GetProperty("after").GetRawText())?.AsObject() ?? [];
        return new JsonObject(record.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))).ToJsonString();
    }

    private async Task<Guid> RestrictAsync(Guid id, string level, Guid? shownBy = null)
    {
        var restriction = Guid.CreateVersion7();
        await directory.Host.PublishAsync(new ServiceRestricted(restriction, id, level, directory.Clock.Now));
        await Eventually.Async(async () => (await directory.GetAsync($"services/{shownBy ?? id}")).GetProperty("status").GetString() == "restricted");
        return restriction;
    }

    private Task LiftAsync(Guid restriction, Guid id) => directory.Host.PublishAsync(new RestrictionLifted(restriction, id, directory.Clock.Now));

    private async Task<string[]> LevelsAsync(Guid id) =>
        [.. (await directory.GetAsync($"services/{id}")).GetProperty("restrictions").EnumerateArray().Select(r => r.GetProperty("level").GetString() ?? "")];

    private async Task<long> VersionAsync(Guid id)
    {
        await using var db = directory.Host.Db();
        return await db.CareServices.Where(s => s.Id == new ServiceId(id)).Select(s => s.Version).SingleAsync(Cancelled);
    }

    private async Task<int> AuditedAsync(Guid id, string action)
    {
        await using var db = directory.Host.Db();
        return await db.Database.SqlQuery<int>(
            $"select count(*)::int as \"Value\" from access_records where action = {action} and record_id = {id.ToString()}").SingleAsync(Cancelled);
    }
}
