using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Contracts.Directory;
using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.CareServices;

public sealed class PutServiceTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_service_is_stored_and_published()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider, directory.EastSite));

        var published = await directory.Host.Events.NextAsync<ServicePublished>(e => e.ServiceId == id);
        Assert.Equal(
            (1, "Leg ulcer clinic", "communityHealth", "Testham Care Trust", true, 6_200, "active"),
            (published.Version, published.Name, published.Category, published.ProviderName, published.Bookable,
                published.TariffPence, published.Status));

        var read = await directory.GetAsync($"services/{id}");
        Assert.Equal("Assessment, Doppler and compression for leg ulcers.", read.GetProperty("description").GetString());
        Assert.Equal(6_200, read.GetProperty("tariffPence").GetInt64());
        Assert.Equal("East Centre", read.GetProperty("sites")[0].GetProperty("name").GetString());
        Assert.False(read.TryGetProperty("minimumAgeYears", out _));
    }

    [Fact]
    public async Task A_service_sent_twice_is_unchanged_the_second_time_and_nobody_is_told()
    {
        var service = A.Service(directory.Provider, directory.WestSite, directory.EastSite);
        var id = await directory.PutServiceAsync(service);

        var otherOrder = A.Service(directory.Provider, directory.EastSite, directory.WestSite);
        Assert.Equal("unchanged", await directory.PutAsync($"services/{id}", otherOrder));

        Assert.Equal("changed", await directory.PutAsync($"services/{id}", service.With("tariffPence", 7_000)));
        var changed = await directory.Host.Events.NextAsync<ServiceChanged>(e => e.ServiceId == id);
        Assert.Equal((2, 7_000), (changed.Version, changed.TariffPence));
        await using var db = directory.Host.Db();
        Assert.Equal(2, await db.ServiceChanges.CountAsync(c => c.ServiceId == new ServiceId(id), Cancelled));
    }

    [Fact]
    public async Task A_service_that_closes_says_so_twice_once_whole_and_once_as_a_status()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));

        await directory.PutAsync($"services/{id}", A.Service(directory.Provider).With("status", "closed"));

        var status = await directory.Host.Events.NextAsync<ServiceStatusChanged>(e => e.ServiceId == id);
        var changed = await directory.Host.Events.NextAsync<ServiceChanged>(e => e.ServiceId == id);
        Assert.Equal((2, "closed"), (status.Version, status.Status));
        Assert.Equal((2, "closed"), (changed.Version, changed.Status));
    }

    [Fact]
    public async Task Sites_taken_out_and_put_in_are_found_by_their_names()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider, directory.EastSite).With("name", "Moving clinic"));

        await directory.PutAsync(
            $"services/{id}", A.Service(directory.Provider, directory.WestSite).With("name", "Moving clinic"));

        Assert.Equal(1, (await directory.GetAsync("services?search=moving%20west%20-east")).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("providerId", "service.provider-unknown")]
    [InlineData("siteIds", "service.site-unknown")]
    [InlineData("neighbourhoodCodes", "neighbourhood.unknown")]
    [InlineData("ages", "service.ages-reversed")]
    [InlineData("assuredOn", "service.assured-in-the-future")]
    public async Task A_service_against_a_rule_is_refused(string what, string code)
    {
        var service = A.Service(directory.Provider);
        service = what switch
        {
            "providerId" => service.With("providerId", Guid.NewGuid()),
            "siteIds" => service.With("siteIds", new JsonArray(Guid.NewGuid())),
            "neighbourhoodCodes" => service.With("neighbourhoodCodes", new JsonArray("north")),
            "ages" => service.With("minimumAgeYears", 18).With("maximumAgeYears", 17),
            _ => service.With("assuredOn", "2999-01-01"),
        };

        var id = Guid.CreateVersion7();
        using var answer = await directory.Loader.PutAsJsonAsync($"/api/directory/services/{id}", service, Cancelled);

        await Problem.AssertAsync(answer, 422, code);
        await using var db = directory.Host.Db();
        Assert.False(await db.CareServices.AnyAsync(s => s.Id == new ServiceId(id), Cancelled));
    }

    [Fact]
    public async Task An_editor_edits_only_what_they_have_read()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var edited = A.Service(directory.Provider).With("assuredOn", "2026-01-05").With("assuredBy", "A curator");

        using var blind = await EditAsync(id, edited, null);
        await Problem.AssertAsync(blind, 428, "request.if-match-missing");

        using var read = await directory.Editor.GetAsync(new Uri($"/api/directory/services/{id}", UriKind.Relative), Cancelled);
        using var first = await EditAsync(id, edited, read.Headers.ETag);
        Assert.Equal("changed", (await DirectoryHost.ReadAsync(first)).GetProperty("outcome").GetString());
        Assert.Equal("\"2\"", first.Headers.ETag?.Tag);

        using var second = await EditAsync(id, edited.With("assuredBy", "Another"), read.Headers.ETag);
        await Problem.AssertAsync(second, 412, "request.stale");
    }

    [Fact]
    public async Task Of_editors_who_read_the_same_version_one_succeeds()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));

        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(n => EditAsync(
            id, A.Service(directory.Provider).With("assuredBy", $"Curator {n}"), new EntityTagHeaderValue("\"1\""))));

        Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.Equal(11, answers.Count(a => (int)a.StatusCode == 412));
    }

    [Fact]
    public async Task One_new_service_sent_at_once_by_many_stands_once()
    {
        var id = Guid.CreateVersion7();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 12).Select(_ =>
            directory.PutAsync($"services/{id}", A.Service(directory.Provider, directory.EastSite))));

        Assert.Single(outcomes, "added");
        Assert.Equal(11, outcomes.Count(o => o == "unchanged"));
    }

    [Fact]
    public async Task History_tells_who_changed_what()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        using var edited = await EditAsync(
            id, A.Service(directory.Provider).With("name", "Renamed clinic"), new EntityTagHeaderValue("\"1\""));

        var history = (await directory.GetAsync($"services/{id}/history", directory.Editor)).GetProperty("items");

        Assert.Equal(2, history.GetArrayLength());
        Assert.Equal("edited", history[0].GetProperty("kind").GetString());
        Assert.Equal("directory-editor", history[0].GetProperty("role").GetString());
        Assert.Equal("council", history[0].GetProperty("organisationCode").GetString());
        Assert.Equal("Leg ulcer clinic", history[0].GetProperty("before").GetProperty("name").GetString());
        Assert.Equal("Renamed clinic", history[0].GetProperty("after").GetProperty("name").GetString());
        Assert.False(history[1].TryGetProperty("before", out _));
    }

    [Theory]
    [InlineData("update service_changes set changed_by = 'nobody'")]
    [InlineData("delete from service_changes")]
    [InlineData("delete from capacity_reports")]
    public async Task The_service_itself_cannot_rewrite_history(string statement)
    {
        await directory.PutServiceAsync(A.Service(directory.Provider));
        await using var db = directory.Host.Db();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(statement, Cancelled));
    }

    [Fact]
    public async Task History_is_for_directory_editors()
    {
        using var answer = await directory.Gp.GetAsync(
            new Uri($"/api/directory/services/{Guid.NewGuid()}/history", UriKind.Relative), Cancelled);

        await Problem.AssertAsync(answer, 403, "request.forbidden");
    }

    [Fact]
    public async Task A_service_that_nobody_sent_is_unknown()
    {
        using var answer = await directory.Gp.GetAsync(
            new Uri($"/api/directory/services/{Guid.NewGuid()}", UriKind.Relative), Cancelled);

        await Problem.AssertAsync(answer, 404, "service.unknown");
    }

    private async Task<HttpResponseMessage> EditAsync(Guid id, JsonObject service, EntityTagHeaderValue? ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"/api/directory/services/{id}", UriKind.Relative))
        {
            Content = JsonContent.Create(service),
        };
        if (ifMatch is not null) request.Headers.IfMatch.Add(ifMatch);
        return await directory.Editor.SendAsync(request, Cancelled);
    }
}
