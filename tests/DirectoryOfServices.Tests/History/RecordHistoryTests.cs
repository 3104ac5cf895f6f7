using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Tests.History;

public sealed class RecordHistoryTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_council_adds_and_edits_an_organisation_and_each_change_is_kept()
    {
        var id = Guid.CreateVersion7();
        var path = $"/api/directory/organisations/{id}";
        using var added = await SendAsync(path, A.Organisation.With("name", "Testham Befrienders").With("kind", "voluntarySector"));
        Assert.Equal("added", (await DirectoryHost.ReadAsync(added)).GetProperty("outcome").GetString());

        using var blind = await SendAsync(path, A.Organisation.With("name", "Testham Friends"));
        await Problem.AssertAsync(blind, 428, "request.if-match-missing");
        using var stale = await SendAsync(path, A.Organisation.With("name", "Testham Friends"), "\"7\"");
        await Problem.AssertAsync(stale, 412, "request.stale");
        using var edited = await SendAsync(path, A.Organisation.With("name", "Testham Friends"), added.Headers.ETag!.Tag);
        Assert.Equal("changed", (await DirectoryHost.ReadAsync(edited)).GetProperty("outcome").GetString());

        var history = (await directory.GetAsync($"organisations/{id}/history", directory.Editor)).GetProperty("items");
        Assert.Equal(2, history.GetArrayLength());
        Assert.Equal("Testham Befrienders", history[0].GetProperty("before").GetProperty("name").GetString());
        Assert.Equal("Testham Friends", history[0].GetProperty("after").GetProperty("name").GetString());
        Assert.Equal("council", history[0].GetProperty("organisationCode").GetString());
        Assert.False(history[1].TryGetProperty("before", out _));
    }

    [Fact]
    public async Task Whose_people_sign_in_for_an_organisation_is_not_an_editors_to_say()
    {
        var id = Guid.CreateVersion7();
        using var taken = await SendAsync($"/api/directory/organisations/{id}", A.Organisation.With("code", "usurper"));
        await Problem.AssertAsync(taken, 403, "organisation.code-not-yours");

        using var provider = await directory.Host.Client(Roles.DirectoryEditor, "nca")
            .PutAsJsonAsync($"/api/directory/organisations/{id}", A.Organisation, Cancelled);
        await Problem.AssertAsync(provider, 403, "directory.curators-only");
        using var read = await directory.Gp.GetAsync(new Uri($"/api/directory/organisations/{id}", UriKind.Relative), Cancelled);
        await Problem.AssertAsync(read, 404, "organisation.unknown");
    }

    [Fact]
    public async Task A_site_that_moves_with_the_postcode_table_keeps_where_it_stood()
    {
        var id = Guid.CreateVersion7();
        await directory.PutAsync("postcodes", A.Postcodes);
        using var added = await SendAsync($"/api/directory/sites/{id}", A.Site(directory.Provider, "TE1 2AA"));
        Assert.Equal("added", (await DirectoryHost.ReadAsync(added)).GetProperty("outcome").GetString());

        await directory.PutAsync("postcodes", A.Postcodes.With("items", new JsonArray(
            A.Postcode("TE1 1AA", 53.54, -2.1, "east"), A.Postcode("TE1 2AA", 53.55, -2.15, "east"), A.Postcode("TE9 9ZZ", 53.6, -2.1, null))));
        await directory.PutAsync("postcodes", A.Postcodes);

        var history = (await directory.GetAsync($"sites/{id}/history", directory.Editor)).GetProperty("items");
        Assert.Equal(3, history.GetArrayLength());
        Assert.Equal("west", history[1].GetProperty("before").GetProperty("neighbourhoodCode").GetString());
        Assert.Equal("east", history[1].GetProperty("after").GetProperty("neighbourhoodCode").GetString());
        var read = await directory.GetAsync($"sites/{id}");
        Assert.Equal("west", read.GetProperty("neighbourhoodCode").GetString());
    }

    [Fact]
    public async Task History_is_for_those_who_keep_the_directory()
    {
        using var answer = await directory.Gp.GetAsync(
            new Uri($"/api/directory/sites/{directory.EastSite}/history", UriKind.Relative), Cancelled);

        await Problem.AssertAsync(answer, 403, "request.forbidden");
    }

    private async Task<HttpResponseMessage> SendAsync(string path, JsonObject record, string? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(record) };
        if (version is not null) request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(version));
        return await directory.Editor.SendAsync(request, Cancelled);
    }
}
