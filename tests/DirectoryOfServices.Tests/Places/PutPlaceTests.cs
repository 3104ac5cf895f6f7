using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Contracts.Directory;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Tests.Places;

public sealed class PutPlaceTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task A_place_sent_twice_is_unchanged_the_second_time()
    {
        Assert.Equal("unchanged", await directory.PutAsync("place", A.Place));

        var place = await directory.GetAsync("place");
        Assert.Equal("Testham", place.GetProperty("name").GetString());
        Assert.Equal(2, place.GetProperty("neighbourhoods").GetArrayLength());
        Assert.Equal("borough", place.GetProperty("boards")[0].GetProperty("level").GetString());
        Assert.False(place.GetProperty("boards")[0].TryGetProperty("neighbourhoodCode", out _));
    }

    [Fact]
    public async Task A_neighbourhood_can_come_and_go_while_nothing_names_it()
    {
        var wider = A.Place;
        wider["neighbourhoods"]!.AsArray().Add(A.Neighbourhood("north"));

        Assert.Equal("changed", await directory.PutAsync("place", wider));
        Assert.Equal("changed", await directory.PutAsync("place", A.Place));
    }

    [Fact]
    public async Task Each_change_of_the_place_makes_a_version_that_can_be_asked_for_and_is_kept()
    {
        using var read = await directory.Gp.GetAsync(new Uri("/api/directory/place", UriKind.Relative), TestContext.Current.CancellationToken);
        var tag = read.Headers.ETag?.Tag ?? "";
        var total = (await directory.GetAsync("place/history", directory.Editor)).GetProperty("total").GetInt32();

        using var changed = await PutAsync(A.Place.With("population", 250_000), tag);
        using var unchanged = await PutAsync(A.Place.With("population", 250_000), changed.Headers.ETag?.Tag);
        using var stale = await PutAsync(A.Place.With("population", 1), tag);
        using var back = await PutAsync(A.Place, null);

        Assert.Equal("changed", (await DirectoryHost.ReadAsync(changed)).GetProperty("outcome").GetString());
        Assert.Equal(("unchanged", changed.Headers.ETag), ((await DirectoryHost.ReadAsync(unchanged)).GetProperty("outcome").GetString(), unchanged.Headers.ETag));
        await Problem.AssertAsync(stale, 412, "request.stale");
        Assert.Equal("changed", (await DirectoryHost.ReadAsync(back)).GetProperty("outcome").GetString());
        var history = await directory.GetAsync("place/history", directory.Editor);
        Assert.Equal(total + 2, history.GetProperty("total").GetInt32());
        var latest = history.GetProperty("items")[0];
        Assert.Equal(250_000, latest.GetProperty("before").GetProperty("population").GetInt32());
        Assert.Equal("Testham", latest.GetProperty("after").GetProperty("name").GetString());
        Assert.Equal(back.Headers.ETag?.Tag, $"\"{latest.GetProperty("version").GetInt64()}\"");
    }

    private async Task<HttpResponseMessage> PutAsync(JsonObject place, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/directory/place") { Content = JsonContent.Create(place) };
        if (version is not null) request.Headers.TryAddWithoutValidation("If-Match", version);
        return await directory.Loader.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_directory_serves_one_place() =>
        RefusedAsync("place", A.Place.With("code", "elsewhere"), 409, "place.another-stands");

    [Fact]
    public Task A_neighbourhood_that_postcodes_name_cannot_go() =>
        RefusedAsync("place", A.Place.With("neighbourhoods", new JsonArray(A.Neighbourhood("east"))), 409,
            "neighbourhood.in-use");

    [Fact]
    public Task No_code_stands_twice() =>
        RefusedAsync("place", A.Place.With("neighbourhoods", new JsonArray(
            A.Neighbourhood("east"), A.Neighbourhood("west"), A.Neighbourhood("east"))), 422, "place.code-twice");

    [Theory]
    [InlineData("neighbourhood", null, "place.board-neighbourhood")]
    [InlineData("borough", "east", "place.board-neighbourhood")]
    [InlineData("neighbourhood", "north", "neighbourhood.unknown")]
    public Task Only_a_neighbourhood_board_names_its_neighbourhood(string level, string? neighbourhood, string code) =>
        RefusedAsync("place", A.Place.With("boards", new JsonArray(new JsonObject
        {
            ["code"] = "a-board", ["name"] = "A board", ["level"] = level, ["neighbourhoodCode"] = neighbourhood,
        })), 422, code);

    [Fact]
    public async Task A_postcode_table_sent_twice_is_unchanged_the_second_time()
    {
        await directory.PutAsync("postcodes", A.Postcodes);

        Assert.Equal("unchanged", await directory.PutAsync("postcodes", A.Postcodes));
    }

    [Theory]
    [InlineData(5_000, 422, "neighbourhood.unknown")]    // read whole, and refused only for its last row
    [InlineData(5_001, 400, "request.invalid")]
    public Task A_postcode_table_has_at_most_five_thousand_rows(int rows, int status, string code)
    {
        var items = Enumerable.Range(0, rows).Select(n => A.Postcode(
            $"TE{n / 1_000} {n / 100 % 10}{(char)('A' + (n / 10 % 10))}{(char)('A' + (n % 10))}", 53, -2,
            n == rows - 1 ? "north" : "east"));
        return RefusedAsync("postcodes", new() { ["items"] = new JsonArray([.. items]) }, status, code);
    }

    [Fact]
    public Task No_postcode_stands_twice_however_it_is_written()
    {
        var table = A.Postcodes;
        table["items"]!.AsArray().Add(A.Postcode("te11aa", 53, -2, null));
        return RefusedAsync("postcodes", table, 422, "postcode.twice");
    }

    [Fact]
    public Task A_postcode_lies_in_a_neighbourhood_of_the_place() =>
        RefusedAsync("postcodes", new() { ["items"] = new JsonArray(A.Postcode("TE1 1AA", 53, -2, "north")) }, 422,
            "neighbourhood.unknown");

    [Fact]
    public async Task A_site_without_a_position_of_its_own_moves_with_its_postcode()
    {
        var id = Guid.CreateVersion7();
        var table = A.Postcodes;
        table["items"]!.AsArray().Add(A.Postcode("TE5 5AA", 53.51, -2.11, "east"));
        Assert.Equal("changed", await directory.PutAsync("postcodes", table));
        Assert.Equal("added", await directory.PutAsync($"sites/{id}", A.Site(directory.Provider, "TE5 5AA")));

        table = A.Postcodes;
        table["items"]!.AsArray().Add(A.Postcode("TE5 5AA", 53.52, -2.12, "west"));
        Assert.Equal("changed", await directory.PutAsync("postcodes", table));

        var moved = await directory.Host.Events.NextAsync<SitePublished>(e => e.SiteId == id && e.Version == 2);
        Assert.Equal("west", moved.NeighbourhoodCode);
    }

    [Theory]
    [InlineData(Roles.Gp)]
    [InlineData(Roles.DirectoryEditor)]
    [InlineData(Roles.Operator)]
    public async Task Only_the_place_loader_sends_places(string role)
    {
        foreach (var path in new[] { "place", "postcodes" })
        {
            using var answer = await directory.Host.Client(role)
                .PutAsJsonAsync($"/api/directory/{path}", new JsonObject(), TestContext.Current.CancellationToken);
            await Problem.AssertAsync(answer, 403, "request.forbidden");
        }
    }

    private async Task RefusedAsync(string path, JsonObject record, int status, string code)
    {
        using var answer = await directory.Loader.PutAsJsonAsync(
            $"/api/directory/{path}", record, TestContext.Current.CancellationToken);
        await Problem.AssertAsync(answer, status, code);
    }
}
