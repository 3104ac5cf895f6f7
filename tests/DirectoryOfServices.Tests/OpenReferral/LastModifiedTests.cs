using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.OpenReferral;
using IntegratedCare.Testing;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

public sealed class LastModifiedTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("service")]
    [InlineData("provider")]
    [InlineData("site")]
    [InlineData("term")]
    [InlineData("neighbourhood")]
    public async Task A_service_is_modified_by_whatever_its_record_tells_of(string changed)
    {
        var (provider, site, taxonomy, term) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        // The database's own clock stamps terms and neighbourhoods, so that the tests' clock follows it.
        directory.Clock.Now = TimeProvider.System.GetUtcNow();
        await directory.PutAsync($"organisations/{provider}", A.Organisation);
        await directory.PutAsync($"sites/{site}", A.Site(provider));
        await directory.PutAsync($"taxonomies/{taxonomy}", Taxonomy(term, "Falls"));
        var service = A.Service(provider, site).With("termIds", new JsonArray(JsonValue.Create(term))).With("neighbourhoodCodes", new JsonArray("east"));
        var id = await directory.PutServiceAsync(service);
        var before = Moment(await Served.GetAsync(directory.Host, $"services/{id}", Cancelled));
        directory.Clock.Now = TimeProvider.System.GetUtcNow().AddMilliseconds(5);
        var asked = $"services?organization_id={provider}&modified_after={before.AddMilliseconds(1):yyyy-MM-ddTHH:mm:ss.fffZ}";
        Assert.Equal(0, (await Served.GetAsync(directory.Host, asked, Cancelled)).GetProperty("total_items").GetInt32());
        // Within the same millisecond a change could not be told from what was before it.
        await Eventually.Async(() => TimeProvider.System.GetUtcNow() > before.AddMilliseconds(5));

        Assert.Equal("changed", await (changed switch
        {
            "service" => directory.PutAsync($"services/{id}", service.With("alert", "Moved.")),
            "provider" => directory.PutAsync($"organisations/{provider}", A.Organisation.With("description", "Another text.")),
            "site" => directory.PutAsync($"sites/{site}", A.Site(provider).With("description", "Another text.")),
            "term" => directory.PutAsync($"taxonomies/{taxonomy}", Taxonomy(term, "Falling")),
            _ => directory.PutAsync("place", Renamed($"East of {provider}")),
        }));

        var after = Moment(await Served.GetAsync(directory.Host, $"services/{id}", Cancelled));
        Assert.True(after > before, $"{before:O} and {after:O}");
        Assert.Equal(1, (await Served.GetAsync(directory.Host, asked, Cancelled)).GetProperty("total_items").GetInt32());
    }

    [Fact]
    public async Task What_is_written_again_unchanged_modifies_nothing()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider, directory.EastSite));
        var before = await Served.GetAsync(directory.Host, $"services/{id}", Cancelled);
        directory.Clock.Now = directory.Clock.Now.AddMinutes(1);

        await directory.PutAsync($"services/{id}", A.Service(directory.Provider, directory.EastSite));
        await directory.PutAsync("place", A.Place);

        Assert.Equal(Moment(before), Moment(await Served.GetAsync(directory.Host, $"services/{id}", Cancelled)));
    }

    [Fact]
    public async Task A_service_with_hours_reads_differently_since_the_clocks_changed()
    {
        var provider = Guid.CreateVersion7();
        directory.Clock.Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await directory.PutAsync($"organisations/{provider}", A.Organisation);
        var hours = JsonNode.Parse("""[{"days":["monday"],"opens":"09:00","closes":"17:00"}]""");
        var id = await directory.PutServiceAsync(A.Service(provider).With("openingHours", hours));
        await directory.PutServiceAsync(A.Service(provider).With("name", "Without hours"));
        var winter = await Served.GetAsync(directory.Host, $"services/{id}", Cancelled);
        Assert.Equal("09:00Z", winter.GetProperty("schedules")[0].GetProperty("opens_at").GetString());

        directory.Clock.Now = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);

        var summer = await Served.GetAsync(directory.Host, $"services/{id}", Cancelled);
        Assert.Equal("09:00+01:00", summer.GetProperty("schedules")[0].GetProperty("opens_at").GetString());
        Assert.Equal("2026-03-29T01:00:00.000Z", summer.GetProperty("last_modified").GetString());
        var since = await Served.GetAsync(directory.Host, $"services?organization_id={provider}&modified_after=2026-03-29T01:00:00Z", Cancelled);
        Assert.Equal(id, Assert.Single(since.GetProperty("contents").EnumerateArray()).GetProperty("id").GetGuid());
        var later = await Served.GetAsync(directory.Host, $"services?organization_id={provider}&modified_after=2026-03-29T01:00:01Z", Cancelled);
        Assert.Equal(0, later.GetProperty("total_items").GetInt32());
    }

    [Theory]
    [InlineData("2026-01-15T12:00:00Z", "2025-10-26")]
    [InlineData("2026-03-29T00:59:59Z", "2025-10-26")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29")]
    [InlineData("2026-07-01T12:00:00Z", "2026-03-29")]
    [InlineData("2026-10-25T00:59:59Z", "2026-03-29")]
    [InlineData("2026-10-25T01:00:00Z", "2026-10-25")]
    [InlineData("2026-12-31T23:59:59Z", "2026-10-25")]
    public void The_clocks_change_at_one_o_clock_UTC_on_a_Sunday(string now, string day) => Assert.Equal(
        DateTimeOffset.Parse($"{day}T01:00:00Z", System.Globalization.CultureInfo.InvariantCulture),
        LastModified.ClocksChangedAt(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

    private static DateTimeOffset Moment(JsonElement service) => service.GetProperty("last_modified").GetDateTimeOffset();

    private static JsonObject Renamed(string east)
    {
        var place = A.Place;
        place["neighbourhoods"]![0]!["name"] = east;
        return place;
    }

    private static JsonObject Taxonomy(Guid term, string name) => new()
    {
        ["name"] = "Needs", ["description"] = "", ["kind"] = "need", ["isDemonstration"] = true,
        ["terms"] = new JsonArray(new JsonObject { ["id"] = term, ["name"] = name }),
    };
}
