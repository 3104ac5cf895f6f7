using System.Text.Json.Nodes;
using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Testing;

namespace IntegratedCare.DirectoryOfServices.Tests.Search;

/// <summary>Whom a service is for, and when and how it can be had, decides whether it is an answer: each filter as a caller uses it.</summary>
public sealed class FindServicesForSomebodyTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    [Fact]
    public async Task Sex_leaves_out_services_for_the_other()
    {
        await PutAsync("Falcon women", service => service.With("eligibleSex", "female"));
        await PutAsync("Falcon everybody", service => service);

        Assert.Equal(["Falcon everybody", "Falcon women"], await NamesAsync("search=falcon&sex=female"));
        Assert.Equal(["Falcon everybody"], await NamesAsync("search=falcon&sex=male"));
    }

    [Fact]
    public async Task A_practice_leaves_out_services_for_other_practices_people()
    {
        var (own, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await directory.PutAsync($"organisations/{own}", A.Organisation.With("kind", "generalPractice").With("odsCode", "P99001"));
        await directory.PutAsync($"organisations/{other}", A.Organisation.With("kind", "generalPractice").With("odsCode", "P99002"));
        await PutAsync("Heron own", service => service.With("practiceIds", new JsonArray(JsonValue.Create(own))));
        await PutAsync("Heron everybody", service => service);

        Assert.Equal(["Heron everybody", "Heron own"], await NamesAsync("search=heron&practice=P99001"));
        Assert.Equal(["Heron everybody", "Heron own"], await NamesAsync($"search=heron&practice={own}"));
        Assert.Equal(["Heron everybody"], await NamesAsync("search=heron&practice=P99002"));
    }

    [Fact]
    public async Task A_need_finds_what_carries_the_term_also_by_its_name()
    {
        var (taxonomy, term) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await directory.PutAsync($"taxonomies/{taxonomy}", new JsonObject
        {
            ["name"] = "Needs", ["description"] = "What people need.", ["kind"] = "need", ["isDemonstration"] = true,
            ["terms"] = new JsonArray(new JsonObject { ["id"] = term, ["name"] = "Bereavement" }),
        });
        await PutAsync("Robin group", service => service.With("termIds", new JsonArray(JsonValue.Create(term))));
        await PutAsync("Robin club", service => service);

        Assert.Equal(["Robin group"], await NamesAsync($"need={term}"));
        Assert.Equal(["Robin group"], await NamesAsync("search=bereaved"));
    }

    [Fact]
    public async Task A_language_is_spoken_or_interpreted()
    {
        await PutAsync("Magpie Urdu", service => service.With("languages", new JsonArray("en", "ur")));
        await PutAsync("Magpie interpreted", service => service.With("interpreting", true));
        await PutAsync("Magpie silent", service => service);

        Assert.Equal(["Magpie Urdu", "Magpie interpreted"], await NamesAsync("search=magpie&language=ur"));
        Assert.Equal(["Magpie interpreted"], await NamesAsync("search=magpie&language=bn"));
    }

    [Fact]
    public async Task Accessibility_is_had_at_a_site()
    {
        var site = Guid.CreateVersion7();
        await directory.PutAsync($"sites/{site}", A.Site(directory.Provider).With("accessibility", new JsonArray("hearingLoop", "stepFree")));
        await PutAsync("Wren heard", service => service.With("siteIds", new JsonArray(JsonValue.Create(site))));
        await PutAsync("Wren plain", service => service);

        Assert.Equal(["Wren heard"], await NamesAsync("search=wren&accessibility=hearingLoop"));
        Assert.Empty(await NamesAsync("search=wren&accessibility=changingPlaces"));
    }

    [Fact]
    public async Task Hours_decide_what_is_open_at_the_time_asked_for()
    {
        await PutAsync("Owl nights", service => service.With("openingHours", Hours("22:00", "06:00")));
        await PutAsync("Owl days", service => service.With("openingHours", Hours("09:00", "17:00")));
        await PutAsync("Owl unsaid", service => service);

        Assert.Equal(["Owl days"], await NamesAsync("search=owl&openAt=2026-11-26T12:00:00Z"));
        Assert.Equal(["Owl nights"], await NamesAsync("search=owl&openAt=2026-11-27T05:59:00Z"));
        Assert.Equal(["Owl days"], await NamesAsync("search=owl&openAt=2026-07-01T09:30:00%2B01:00"));
    }

    [Fact]
    public async Task The_next_free_slot_decides_what_is_free_before_and_comes_sooner()
    {
        var now = directory.Clock.Now;
        var late = await PutAsync("Swift late", service => service);
        var soon = await PutAsync("Swift soon", service => service);
        await directory.Host.PublishAsync(new NextSlotChanged(late, 1, now.AddDays(9), [new("east", now.AddDays(9))], false, now));
        await directory.Host.PublishAsync(new NextSlotChanged(soon, 1, now.AddDays(2), [new("east", now.AddDays(2))], false, now));

        await Eventually.Async(async () => (await RankedAsync("search=swift")).FirstOrDefault() == "Swift soon");
        var before = Uri.EscapeDataString(now.AddDays(5).ToString("O"));
        Assert.Equal(["Swift soon"], await NamesAsync($"search=swift&freeBefore={before}"));
    }

    private static JsonArray Hours(string opens, string closes) => new(new JsonObject
    {
        ["days"] = new JsonArray("monday", "tuesday", "wednesday", "thursday", "friday"), ["opens"] = opens, ["closes"] = closes,
    });

    private Task<Guid> PutAsync(string name, Func<JsonObject, JsonObject> furnish) =>
        directory.PutServiceAsync(furnish(A.Service(directory.Provider, directory.EastSite).With("name", name)));

    private async Task<List<string?>> NamesAsync(string query) => [.. (await RankedAsync(query)).Order(StringComparer.Ordinal)];

    private async Task<List<string?>> RankedAsync(string query) =>
        [.. (await directory.GetAsync($"services?{query}")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString())];
}
