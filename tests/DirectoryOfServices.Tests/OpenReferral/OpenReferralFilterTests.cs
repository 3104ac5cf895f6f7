using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Testing;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

/// <summary>The services that every condition of the standard finds, and those that it leaves out.</summary>
public sealed class FilteredDirectory(RealServers servers) : IAsyncLifetime
{
    internal static readonly DateTimeOffset Then = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    internal DirectoryHost Directory { get; } = new(servers);

    internal Guid Taxonomy { get; } = Guid.CreateVersion7();

    internal Guid Term { get; } = Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        await Directory.InitializeAsync();
        Directory.Clock.Now = Then;
        await PutTaxonomyAsync("Falls");
        var (provider, east, west) = (Directory.Provider, Directory.EastSite, Directory.WestSite);
        await PutAsync(A.Service(provider, east).With("name", "Falls clinic").With("minimumAgeYears", 65)
            .With("termIds", new JsonArray(JsonValue.Create(Term)))
            .With("openingHours", JsonNode.Parse("""[{"days":["monday","tuesday"],"opens":"09:00","closes":"12:00"},{"days":["friday"],"opens":"18:00","closes":"20:00"}]""")));
        await PutAsync(A.Service(provider, west).With("name", "Youth club").With("minimumAgeYears", 11).With("maximumAgeYears", 17)
            .With("category", "earlyHelp").With("delivery", new JsonArray("online")).With("description", "Music and games.").With("keywords", new JsonArray())
            .With("referralRoutes", new JsonArray("selfReferral"))
            .With("openingHours", JsonNode.Parse("""[{"days":["friday"],"opens":"19:00","closes":"22:00"}]""")));
        await PutAsync(A.Service(provider, east, west).With("name", "Night nurses").With("description", "Nurses.").With("keywords", new JsonArray())
            .With("neighbourhoodCodes", new JsonArray("west")).With("openingHours", JsonNode.Parse("""[{"days":["friday"],"opens":"22:00","closes":"06:00"}]""")));
        await PutAsync(A.Service(provider, east).With("name", "District nurses").With("description", "Nurses.").With("keywords", new JsonArray())
            .With("catchmentDistricts", new JsonArray("TE9")));
    }

    public ValueTask DisposeAsync() => Directory.DisposeAsync();

    internal Task PutTaxonomyAsync(string term) => Directory.PutAsync($"taxonomies/{Taxonomy}", new()
    {
        ["name"] = "Needs", ["description"] = "", ["kind"] = "need", ["isDemonstration"] = true,
        ["terms"] = new JsonArray(new JsonObject { ["id"] = Term, ["name"] = term }),
    });

    private Task<Guid> PutAsync(JsonObject service) => Directory.PutServiceAsync(service);
}

public sealed class OpenReferralFilterTests(FilteredDirectory filtered) : IClassFixture<FilteredDirectory>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("search=nursing", "District nurses", "Night nurses")]
    [InlineData("search=games", "Youth club")]
    [InlineData("search=!!!")]
    [InlineData("minimum_age=12", "Falls clinic")]
    [InlineData("minimum_age=11", "Falls clinic", "Youth club")]
    [InlineData("minimum_age=65.5")]
    [InlineData("maximum_age=17", "Youth club")]
    [InlineData("maximum_age=16")]
    [InlineData("day=MO", "Falls clinic")]
    [InlineData("day=friday", "Falls clinic", "Night nurses", "Youth club")]
    [InlineData("day=FR&start_time=18:30", "Night nurses", "Youth club")]
    [InlineData("day=FR&end_time=21:00", "Falls clinic")]
    [InlineData("start_time=18:00&end_time=22:00", "Falls clinic", "Youth club")]
    [InlineData("day=MO&start_time=18:00")]
    [InlineData("day=MO&start_time=08:00Z", "Falls clinic")]
    [InlineData("day=MO&start_time=08:01Z")]
    [InlineData("day=MO&start_time=09:00%2B01:00", "Falls clinic")]
    public async Task A_condition_leaves_out_every_service_for_which_it_does_not_hold(string query, params string[] names) =>
        Assert.Equal(names, await NamesAsync("services", query));

    [Fact]
    public async Task A_term_finds_its_services_whoever_s_list_it_is_of()
    {
        Assert.Equal(["Falls clinic"], await NamesAsync("services", $"taxonomy_term_id={filtered.Term}"));
        Assert.Equal(["Falls clinic"], await NamesAsync("services", $"taxonomy_id={filtered.Taxonomy}"));
        Assert.Equal(["Youth club"], await NamesAsync("services", $"taxonomy_term_id={await OwnTermAsync("Early help")}"));
        Assert.Equal(["Youth club"], await NamesAsync("services", $"taxonomy_term_id={await OwnTermAsync("Online")}"));
        Assert.Equal(["Youth club"], await NamesAsync("services", $"taxonomy_term_id={await OwnTermAsync("The person or their family")}"));
        var taxonomies = await ContentsAsync("taxonomies");
        Assert.Equal(["Kinds of care", "Ways of attending", "Who may refer", "Needs"], taxonomies.Select(NameOf));
        Assert.Equal(4, (await NamesAsync("services", $"taxonomy_id={taxonomies[0].GetProperty("id")}")).Count);
        Assert.Equal(["Youth club"], await NamesAsync("services", $"taxonomy_id={taxonomies[2].GetProperty("id")}"));
        Assert.Empty(await NamesAsync("services", $"taxonomy_term_id={Guid.CreateVersion7()}"));
    }

    [Theory]
    [InlineData("postcode=TE1%201AA", "Falls clinic at East Centre", "Youth club at West Centre")]
    [InlineData("postcode=te12aa", "Falls clinic at East Centre", "Night nurses at East Centre", "Night nurses at West Centre", "Youth club at West Centre")]
    [InlineData("postcode=TE9%209ZZ", "District nurses at East Centre", "Falls clinic at East Centre", "Youth club at West Centre")]
    [InlineData("postcode=TE1%202AA&proximity=0", "Night nurses at West Centre", "Youth club at West Centre")]
    [InlineData("postcode=TE1%202AA&proximity=3290", "Night nurses at West Centre", "Youth club at West Centre")]
    [InlineData("postcode=TE1%202AA&proximity=3315", "Falls clinic at East Centre", "Night nurses at East Centre", "Night nurses at West Centre", "Youth club at West Centre")]
    [InlineData("postcode=TE1%202AA&proximity=3315&maximum_age=17", "Youth club at West Centre")]
    public async Task A_postcode_finds_what_is_for_people_there_and_a_distance_what_is_near(string query, params string[] expected)
    {
        var places = await ContentsAsync($"service_at_locations?{query}");

        Assert.Equal(expected, places.Select(place => $"{NameOf(place.GetProperty("service"))} at {NameOf(place.GetProperty("location"))}").Order());
    }

    [Fact]
    public async Task A_postcode_that_the_place_does_not_know_is_refused()
    {
        using var client = filtered.Directory.Host.Anonymous();
        using var answer = await client.GetAsync(new Uri("/open-referral/v3/service_at_locations?postcode=TE1%209XX", UriKind.Relative), Cancelled);

        await Problem.AssertAsync(answer, 422, "postcode.unknown");
    }

    private async Task<Guid> OwnTermAsync(string name) =>
        (await ContentsAsync("taxonomy_terms?per_page=200")).Single(term => NameOf(term) == name).GetProperty("id").GetGuid();

    private async Task<IReadOnlyList<string?>> NamesAsync(string list, string query) =>
        [.. (await ContentsAsync($"{list}?{query}")).Select(NameOf).Order()];

    private async Task<IReadOnlyList<JsonElement>> ContentsAsync(string path) =>
        [.. (await Served.GetAsync(filtered.Directory.Host, path, Cancelled)).GetProperty("contents").EnumerateArray()];

    private static string? NameOf(JsonElement record) => record.GetProperty("name").GetString();
}
