using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Testing;

namespace IntegratedCare.DirectoryOfServices.Tests.Search;

/// <summary>A directory with a dozen services to look for.</summary>
public sealed class SearchableDirectory(RealServers servers) : IAsyncLifetime
{
    internal DirectoryHost Directory { get; } = new(servers);

    public async ValueTask InitializeAsync()
    {
        await Directory.InitializeAsync();
        var (provider, east, west) = (Directory.Provider, Directory.EastSite, Directory.WestSite);
        await PutAsync(A.Service(provider, east, west));
        await PutAsync(Named("Wound care", "Treatment-room care of wounds after surgery.", ["dressing", "stitches"], west));
        await PutAsync(Named("Podiatry", "Foot care, also for people with a leg ulcer.", ["feet", "chiropody"], east));
        await PutAsync(Named("Physiotherapy", "Back, neck and joint pain.", ["physio", "back pain"], west));
        await PutAsync(Named("Link worker", "Time with somebody to find what matters.", ["lonely", "loneliness"], east)
            .With("category", "stayingWell").With("delivery", new JsonArray("telephone", "home")));
        await PutAsync(Named("Children's asthma clinic", "Breathing tests.", ["asthma", "inhaler"], east)
            .With("maximumAgeYears", 17));
        await PutAsync(Named("Falls clinic", "Strength and balance.", ["falls", "balance"], east).With("minimumAgeYears", 65));
        await PutAsync(Named("West walking group", "For people of the west.", ["walking"], west)
            .With("neighbourhoodCodes", new JsonArray("west")).With("bookable", false));
        await PutAsync(Named("Old clinic", "Closed long ago.", ["leg ulcer"], east).With("status", "closed"));
        await PutAsync(Named("Sleeping clinic", "Registered, not working.", [], east).With("status", "dormant"));
        await PutAsync(Named("Skin in the east", "Dermatology.", ["rash"], east));
        await PutAsync(Named("Skin in the west", "Dermatology.", ["rash"], west));
    }

    public ValueTask DisposeAsync() => Directory.DisposeAsync();

    private JsonObject Named(string name, string description, string[] keywords, Guid site) =>
        A.Service(Directory.Provider, site).With("name", name).With("description", description)
            .With("keywords", new JsonArray([.. keywords.Select(k => JsonValue.Create(k))]));

    private Task<Guid> PutAsync(JsonObject service) => Directory.PutServiceAsync(service);
}

public sealed class FindServicesTests(SearchableDirectory searchable) : IClassFixture<SearchableDirectory>
{
    [Theory]
    [InlineData("leg ulcer", "Leg ulcer clinic")]
    [InlineData("LEG ULCERS", "Leg ulcer clinic")]
    [InlineData("leg ulser", "Leg ulcer clinic")]
    [InlineData("ulser", "Leg ulcer clinic")]
    [InlineData("wounds", "Wound care")]
    [InlineData("dressings", "Wound care")]
    [InlineData("chiropodist feet", "Podiatry")]
    [InlineData("fysiotherapy", "Physiotherapy")]
    [InlineData("feeling lonely", "Link worker")]
    [InlineData("asma", "Children's asthma clinic")]
    [InlineData("\"back pain\"", "Physiotherapy")]
    public async Task The_service_that_the_words_mean_comes_first(string search, string expected)
    {
        var names = await NamesAsync($"search={Uri.EscapeDataString(search)}");

        Assert.Equal(expected, names.FirstOrDefault());
    }

    [Fact]
    public async Task A_word_in_the_name_counts_more_than_one_in_the_description()
    {
        var names = await NamesAsync("search=leg%20ulcer");

        Assert.Equal(["Leg ulcer clinic", "Podiatry"], names);
    }

    [Theory]
    [InlineData("search=xqzvkw")]
    [InlineData("search=!!!")]
    [InlineData("search=the")]
    public async Task Words_without_meaning_find_nothing(string query) => Assert.Empty(await NamesAsync(query));

    [Theory]
    [InlineData("\"of the\" -clinic", 7)]
    [InlineData("\"to be\" -clinic -skin", 5)]
    [InlineData("\"to be\" podiatry", 1)]
    [InlineData("\"never said\" -clinic", 0)]
    public async Task A_phrase_of_words_that_say_nothing_asks_for_nothing(string search, int total) =>
        Assert.Equal(total, (await searchable.Directory.GetAsync($"services?search={Uri.EscapeDataString(search)}")).GetProperty("total").GetInt32());

    [Theory]
    [InlineData("'; drop table care_services; --")]
    [InlineData("' or '1'='1")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("& | ! ( ) : * \\ <-> leg")]
    [InlineData("leg:* & ulcer:A")]
    [InlineData("%_%")]
    [InlineData("\"unclosed")]
    [InlineData("🦵 ulcer \u202e")]
    [InlineData("- - -")]
    public async Task Whatever_is_typed_is_only_words(string search)
    {
        await searchable.Directory.GetAsync($"services?search={Uri.EscapeDataString(search)}");

        Assert.Equal(10, (await searchable.Directory.GetAsync("services")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_category_leaves_out_every_other() =>
        Assert.Equal(["Link worker"], await NamesAsync("category=stayingWell"));

    [Theory]
    [InlineData(64, false)]
    [InlineData(65, true)]
    public async Task An_age_leaves_out_services_for_other_ages(int age, bool found) =>
        Assert.Equal(found, (await NamesAsync($"ageYears={age}")).Contains("Falls clinic"));

    [Fact]
    public async Task Delivery_leaves_out_services_that_cannot_come() =>
        Assert.Equal(["Link worker"], await NamesAsync("delivery=home"));

    [Fact]
    public async Task Bookable_leaves_out_services_without_slots() =>
        Assert.DoesNotContain("West walking group", await NamesAsync("bookable=true"));

    [Fact]
    public async Task Closed_and_dormant_services_are_shown_only_when_asked_for()
    {
        var usual = await NamesAsync("");

        Assert.DoesNotContain("Old clinic", usual);
        Assert.DoesNotContain("Sleeping clinic", usual);
        Assert.Equal(["Old clinic"], await NamesAsync("status=closed"));
        Assert.Equal(["Sleeping clinic"], await NamesAsync("status=dormant"));
    }

    [Fact]
    public async Task Of_services_that_match_equally_the_own_neighbourhoods_comes_first()
    {
        Assert.Equal("Skin in the east", (await NamesAsync("search=rash&neighbourhood=east"))[0]);
        Assert.Equal("Skin in the west", (await NamesAsync("search=rash&neighbourhood=west"))[0]);
    }

    [Fact]
    public async Task A_service_for_another_neighbourhood_is_no_answer()
    {
        Assert.DoesNotContain("West walking group", await NamesAsync("neighbourhood=east"));
        Assert.Contains("West walking group", await NamesAsync("neighbourhood=west"));
    }

    [Fact]
    public async Task Of_services_that_match_equally_the_nearest_comes_first()
    {
        var page = await searchable.Directory.GetAsync("services?search=rash&postcode=te12aa");

        var found = page.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["Skin in the west", "Skin in the east"], found.Select(NameOf));
        Assert.Equal(0, found[0].GetProperty("distanceMetres").GetInt32());
        // 0.05 degrees of longitude at 53.54 degrees north.
        Assert.InRange(found[1].GetProperty("distanceMetres").GetInt32(), 3_290, 3_315);
    }

    [Fact]
    public async Task The_distance_is_to_the_nearest_site()
    {
        var page = await searchable.Directory.GetAsync("services?search=leg%20ulcer%20clinic&postcode=TE1%201AA");

        Assert.Equal(0, page.GetProperty("items")[0].GetProperty("distanceMetres").GetInt32());
    }

    [Fact]
    public async Task Pages_hold_every_service_once_in_the_same_order()
    {
        var whole = await NamesAsync("postcode=TE9%209ZZ&pageSize=200");

        var paged = new List<string>();
        for (var page = 1; page <= 4; page++)
            paged.AddRange(await NamesAsync($"postcode=TE9%209ZZ&page={page}&pageSize=3"));

        Assert.Equal(10, whole.Count);
        Assert.Equal(whole, paged);
        Assert.Empty(await NamesAsync("page=5&pageSize=3"));
    }

    [Fact]
    public async Task A_summary_says_enough_to_choose()
    {
        var page = await searchable.Directory.GetAsync("services?search=leg%20ulcer&pageSize=1");

        var found = page.GetProperty("items")[0];
        Assert.Equal(2, page.GetProperty("total").GetInt32());
        Assert.Equal("communityHealth", found.GetProperty("category").GetString());
        Assert.Equal("TE1", found.GetProperty("provider").GetProperty("odsCode").GetString());
        Assert.Equal(["East Centre", "West Centre"], found.GetProperty("sites").EnumerateArray().Select(NameOf));
        Assert.Equal("east", found.GetProperty("sites")[0].GetProperty("neighbourhoodCode").GetString());
        Assert.Equal("unknown", found.GetProperty("capacity").GetProperty("status").GetString());
        Assert.Equal("active", found.GetProperty("status").GetString());
        Assert.False(found.TryGetProperty("distanceMetres", out _));
        Assert.False(found.TryGetProperty("assuredOn", out _));
    }

    [Theory]
    [InlineData("postcode=TE1%209XX", 422, "postcode.unknown")]
    [InlineData("postcode=nowhere", 400, "request.invalid")]
    [InlineData("neighbourhood=north", 422, "neighbourhood.unknown")]
    [InlineData("neighbourhood=North%20Side", 400, "request.invalid")]
    [InlineData("category=dentistry", 400, "request.invalid")]
    [InlineData("category=3", 400, "request.invalid")]
    [InlineData("category=outpatient,diagnostic", 400, "request.invalid")]
    [InlineData("delivery=pigeon", 400, "request.invalid")]
    [InlineData("status=open", 400, "request.invalid")]
    [InlineData("bookable=perhaps", 400, "request.invalid")]
    [InlineData("ageYears=-1", 400, "request.invalid")]
    [InlineData("ageYears=131", 400, "request.invalid")]
    [InlineData("ageYears=ten", 400, "request.invalid")]
    [InlineData("page=0", 400, "request.invalid")]
    [InlineData("pageSize=201", 400, "request.invalid")]
    [InlineData("page=99999999999", 400, "request.invalid")]
    [InlineData("search=%00", 400, "request.invalid")]
    public async Task A_query_that_makes_no_sense_is_refused_with_a_code(string query, int status, string code)
    {
        using var answer = await searchable.Directory.Gp.GetAsync(
            new Uri($"/api/directory/services?{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        await Problem.AssertAsync(answer, status, code);
    }

    [Fact]
    public async Task A_query_longer_than_anybody_types_is_refused()
    {
        using var answer = await searchable.Directory.Gp.GetAsync(
            new Uri($"/api/directory/services?search={new string('x', 201)}", UriKind.Relative),
            TestContext.Current.CancellationToken);

        await Problem.AssertAsync(answer, 400, "request.invalid");
    }

    [Fact]
    public async Task Nobody_searches_without_a_token()
    {
        using var answer = await searchable.Directory.Host.Anonymous().GetAsync(
            new Uri("/api/directory/services", UriKind.Relative), TestContext.Current.CancellationToken);

        await Problem.AssertAsync(answer, 401, "request.unauthenticated");
    }

    private static string NameOf(JsonElement found) => found.GetProperty("name").GetString() ?? "";

    private async Task<List<string>> NamesAsync(string query)
    {
        var page = await searchable.Directory.GetAsync($"services?{query}");
        return [.. page.GetProperty("items").EnumerateArray().Select(NameOf)];
    }
}
