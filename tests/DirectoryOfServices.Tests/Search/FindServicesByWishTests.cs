using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegratedCare.DirectoryOfServices.Tests.Search;

public sealed class FindServicesByWishTests(SearchableDirectory searchable) : IClassFixture<SearchableDirectory>
{
    private DirectoryHost Directory => searchable.Directory;

    [Fact]
    public async Task Each_facet_is_counted_without_its_own_choice()
    {
        var all = await Directory.GetAsync("services");
        var chosen = await Directory.GetAsync("services?category=stayingWell&delivery=home");

        Assert.Equal(1, chosen.GetProperty("total").GetInt32());
        Assert.Equal(["stayingWell 1"], FacetOf(chosen, "category"));
        Assert.Equal(["home 1", "telephone 1"], FacetOf(chosen, "delivery"));
        Assert.Equal(["communityHealth 9", "stayingWell 1"], FacetOf(all, "category"));
        Assert.Equal(["west 10", "east 9"], FacetOf(all, "neighbourhood"));
        Assert.Equal(["true 9", "false 1"], FacetOf(all, "bookable"));
        Assert.Equal(["unknown 10"], FacetOf(all, "capacity"));
    }

    [Fact]
    public async Task Reasons_say_where_the_words_stand_and_what_else_counts()
    {
        var page = await Directory.GetAsync("services?search=leg%20ulcer&postcode=TE1%201AA");

        var codes = page.GetProperty("items")[0].GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()).ToList();
        Assert.Equal(["words.name", "booking.open", "neighbourhood.own", "distance"], codes);
        Assert.Equal("“leg” and “ulcer” stand in its name.", page.GetProperty("items")[0].GetProperty("reasons")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_correction_is_said_as_the_directory_spells_it()
    {
        var page = await Directory.GetAsync("services?search=fysiotherapy%20xqzvkw");

        var understood = page.GetProperty("understood");
        Assert.Equal(("fysiotherapy", "physiotherapy"), (
            understood.GetProperty("corrections")[0].GetProperty("word").GetString(), understood.GetProperty("corrections")[0].GetProperty("meaning").GetString()));
        Assert.Equal("xqzvkw", understood.GetProperty("dropped")[0].GetString());
    }

    [Fact]
    public async Task Words_after_the_twelfth_are_said_to_be_dropped()
    {
        var page = await Directory.GetAsync("services?search=falls%20a%20b%20c%20d%20e%20f%20g%20h%20i%20j%20k%20podiatry");

        Assert.Contains("podiatry", page.GetProperty("understood").GetProperty("dropped").EnumerateArray().Select(word => word.GetString()));
    }

    [Fact]
    public async Task A_synonym_counts_as_soon_as_it_is_saved()
    {
        var wanted = new JsonObject { ["phrase"] = "waterworks", ["meanings"] = new JsonArray("foot care"), ["bothWays"] = false };
        Assert.Equal(0, (await Directory.GetAsync("services?search=waterworks")).GetProperty("total").GetInt32());
        using var answer = await Directory.Editor.PutAsJsonAsync(
            new Uri($"/api/directory/synonyms/{Guid.CreateVersion7()}", UriKind.Relative), wanted, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();

        var page = await Directory.GetAsync("services?search=waterworks");

        Assert.Equal("Podiatry", page.GetProperty("items")[0].GetProperty("name").GetString());
        Assert.Equal("words.synonym", page.GetProperty("items")[0].GetProperty("reasons")[0].GetProperty("code").GetString());
        Assert.Equal("foot care", page.GetProperty("understood").GetProperty("synonyms")[0].GetProperty("meaning").GetString());
    }

    [Fact]
    public async Task Where_nothing_suits_the_nearest_alternatives_say_which_wish_they_miss()
    {
        var page = await Directory.GetAsync("services?search=podiatry&delivery=video");

        Assert.Equal(0, page.GetProperty("total").GetInt32());
        var first = page.GetProperty("alternatives")[0];
        Assert.Equal(("delivery", "Podiatry"), (first.GetProperty("relaxed")[0].GetString(), first.GetProperty("service").GetProperty("name").GetString()));
        Assert.InRange(page.GetProperty("alternatives").GetArrayLength(), 1, 5);
    }

    [Theory]
    [InlineData("search=xqzvkw")]
    [InlineData("search=the")]
    [InlineData("category=urgentCare&ageYears=3")]
    [InlineData("search=falls&ageYears=20")]
    public async Task No_answer_is_empty_without_an_alternative(string query) =>
        Assert.NotEqual(0, (await Directory.GetAsync($"services?{query}")).GetProperty("alternatives").GetArrayLength());

    [Fact]
    public async Task An_age_is_never_given_up_unsaid()
    {
        var page = await Directory.GetAsync("services?search=falls&ageYears=20");

        var falls = page.GetProperty("alternatives").EnumerateArray().Single(a => a.GetProperty("service").GetProperty("name").GetString() == "Falls clinic");
        Assert.Contains("ageYears", falls.GetProperty("relaxed").EnumerateArray().Select(r => r.GetString()));
    }

    [Theory]
    [InlineData("withinMetres=500", "search.distance-from-nowhere")]
    [InlineData("openAt=2001-01-01T00:00:00Z", "search.time-out-of-reach")]
    [InlineData("freeBefore=9999-01-01T00:00:00Z", "search.time-out-of-reach")]
    public async Task A_wish_that_nothing_can_meet_is_refused_with_a_code(string query, string code)
    {
        using var answer = await Directory.Gp.GetAsync(new Uri($"/api/directory/services?{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        await Problem.AssertAsync(answer, 422, code);
    }

    [Fact]
    public async Task A_choice_of_capacity_leaves_out_what_says_otherwise()
    {
        var unknown = await Directory.GetAsync("services?capacity=unknown");
        var green = await Directory.GetAsync("services?capacity=green");

        Assert.Equal((10, 0), (unknown.GetProperty("total").GetInt32(), green.GetProperty("total").GetInt32()));
        Assert.Equal(["unknown 10"], FacetOf(green, "capacity"));
        Assert.Equal("capacity", green.GetProperty("alternatives")[0].GetProperty("relaxed")[0].GetString());
    }

    [Fact]
    public async Task Whoever_asks_for_closed_services_is_not_shown_those_of_which_nobody_has_said()
    {
        var closed = await Directory.GetAsync("services?openNow=false");

        Assert.Equal(0, closed.GetProperty("total").GetInt32());
        Assert.Equal("openNow", closed.GetProperty("alternatives")[0].GetProperty("relaxed")[0].GetString());
    }

    [Theory]
    [InlineData("capacity=purple")]
    [InlineData("sex=other")]
    [InlineData("language=Urdu")]
    [InlineData("accessibility=lift")]
    [InlineData("need=housing")]
    [InlineData("withinMetres=0&postcode=TE1%201AA")]
    [InlineData("practice=%27")]
    [InlineData("openNow=perhaps")]
    [InlineData("openAt=tomorrow")]
    public async Task A_wish_that_makes_no_sense_is_refused(string query)
    {
        using var answer = await Directory.Gp.GetAsync(new Uri($"/api/directory/services?{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        await Problem.AssertAsync(answer, 400, "request.invalid");
    }

    [Fact]
    public async Task A_distance_leaves_out_what_is_further_away()
    {
        var page = await Directory.GetAsync("services?search=rash&postcode=TE1%201AA&withinMetres=2000");

        Assert.Equal("Skin in the east", Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
    }

    private static List<string> FacetOf(JsonElement page, string facet) =>
        [.. page.GetProperty("facets").GetProperty(facet).EnumerateArray().Select(one => $"{one.GetProperty("value").GetString()} {one.GetProperty("count").GetInt32()}")];
}
