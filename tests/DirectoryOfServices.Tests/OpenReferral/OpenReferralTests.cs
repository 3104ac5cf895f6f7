using System.Net;
using System.Text.Json;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.OpenReferral;
using IntegratedCare.DirectoryOfServices.Sites;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

/// <summary>The rules of the standard, stated here, so that they hold where its schemata are not at hand.</summary>
public sealed class OpenReferralTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_is_told_which_standard_it_is()
    {
        var standard = await GetAsync("");

        Assert.Equal("HSDS-UK-3.0", standard.GetProperty("version").GetString());
        Assert.StartsWith("https://", standard.GetProperty("profile").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("openapi.json", standard.GetProperty("openapi_url").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_says_where_it_stands_in_the_whole()
    {
        var provider = await ProviderAsync();
        for (var n = 0; n < 5; n++) await directory.PutServiceAsync(A.Service(provider));

        AssertPage(await GetAsync($"services?organization_id={provider}&per_page=2"), 5, 3, 1, 2, first: true, last: false);
        AssertPage(await GetAsync($"services?organization_id={provider}&per_page=2&page=3"), 5, 3, 3, 1, first: false, last: true);
        AssertPage(await GetAsync($"services?organization_id={provider}&per_page=2&page=9"), 5, 3, 9, 0, first: false, last: true);
        AssertPage(await GetAsync($"services?organization_id={Guid.CreateVersion7()}"), 0, 0, 1, 0, first: true, last: true);
    }

    [Theory]
    [InlineData("services?page=0", "page")]
    [InlineData("services?page=two", "page")]
    [InlineData("services?page=99999999999999999999", "page")]
    [InlineData("services?per_page=201", "per_page")]
    [InlineData("services?per_page=1.5", "per_page")]
    [InlineData("services?per_page=NaN", "per_page")]
    [InlineData("services?minimal=true&per_page=50001", "per_page")]
    [InlineData("services?full=yes", "full")]
    [InlineData("services?minimal=1", "minimal")]
    [InlineData("services?format=xml", "format")]
    [InlineData("services?taxonomy_id=7", "taxonomy_id")]
    [InlineData("services?taxonomy_term_id=falls", "taxonomy_term_id")]
    [InlineData("services?organization_id={}", "organization_id")]
    [InlineData("services?minimum_age=-1", "minimum_age")]
    [InlineData("services?maximum_age=131", "maximum_age")]
    [InlineData("services?maximum_age=1e2", "maximum_age")]
    [InlineData("services?start_time=9am", "start_time")]
    [InlineData("services?end_time=25:00", "end_time")]
    [InlineData("services?end_time=10:00%2B99:00", "end_time")]
    [InlineData("services?day=someday", "day")]
    [InlineData("services?modified_after=yesterday", "modified_after")]
    [InlineData("services?modified_after=2026-13-01", "modified_after")]
    [InlineData("services?modified_after=0001-01-01T00:00%2B14:00", "modified_after")]
    [InlineData("service_at_locations?postcode=nowhere", "postcode")]
    [InlineData("service_at_locations?proximity=500", "proximity")]
    [InlineData("service_at_locations?postcode=TE1%201AA&proximity=near", "proximity")]
    [InlineData("service_at_locations?postcode=TE1%201AA&proximity=-1", "proximity")]
    [InlineData("organizations?full_service=maybe", "full_service")]
    [InlineData("taxonomies?per_page=0", "per_page")]
    [InlineData("taxonomy_terms?page=-1", "page")]
    public async Task What_cannot_be_read_is_refused_by_the_parameter_s_name(string address, string parameter)
    {
        using var answer = await AskAsync(address);

        await Problem.AssertAsync(answer, 400, "open-referral.parameter-invalid");
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.StartsWith($"{parameter} ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Longer_words_than_anybody_types_are_refused()
    {
        using var answer = await AskAsync($"services?search={new string('x', 201)}");

        await Problem.AssertAsync(answer, 400, "open-referral.parameter-invalid");
    }

    [Theory]
    [InlineData("services", 404, "service.unknown")]
    [InlineData("service_at_locations", 404, "service-at-location.unknown")]
    [InlineData("organizations", 404, "organization.unknown")]
    [InlineData("taxonomies", 404, "taxonomy.unknown")]
    [InlineData("taxonomy_terms", 404, "taxonomy-term.unknown")]
    public async Task What_is_not_there_is_said_in_words(string list, int status, string code)
    {
        using var answer = await AskAsync($"{list}/{Guid.CreateVersion7()}");
        await Problem.AssertAsync(answer, status, code);

        using var nonsense = await AskAsync($"{list}/nonsense");
        await Problem.AssertAsync(nonsense, 404, "request.route-unknown");
    }

    [Theory]
    [InlineData("services?full=true")]
    [InlineData("services")]
    [InlineData("service_at_locations?full=true")]
    [InlineData("organizations?full_service=true")]
    public async Task A_page_of_many_takes_as_many_queries_as_a_page_of_one(string list)
    {
        await directory.PutServiceAsync(A.Service(directory.Provider, directory.EastSite));    // the first of all lists
        for (var n = 0; n < 5; n++) await directory.PutServiceAsync(A.Service(await ProviderAsync(), directory.EastSite));
        var page = list.Contains('?', StringComparison.Ordinal) ? $"{list}&per_page" : $"{list}?per_page";

        var one = await CountAsync($"{page}=1");

        Assert.InRange(one, 2, 14);
        Assert.Equal(one, await CountAsync($"{page}=5"));
    }

    // The fewest of several times: a worker of the service may ask at the same moment.
    private async Task<int> CountAsync(string path)
    {
        using var counter = new QueryCounter(directory.Host.DatabaseName);
        var counts = new List<int>();
        for (var n = 0; n < 5; n++)
        {
            counter.TakeCount();
            await GetAsync(path);
            counts.Add(counter.TakeCount());
        }

        return counts.Min();
    }

    [Fact]
    public async Task An_answer_is_the_same_until_what_it_tells_changes()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        using var first = await AskAsync($"services/{id}");
        var tag = first.Headers.ETag;
        Assert.NotNull(tag);
        Assert.True(first.Headers.CacheControl is { Public: true, NoCache: true });

        using var again = await AskAsync($"services/{id}", request => request.Headers.IfNoneMatch.Add(tag));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(Cancelled));

        await directory.PutAsync($"services/{id}", A.Service(directory.Provider).With("name", "Ulcer clinic"));
        using var changed = await AskAsync($"services/{id}", request => request.Headers.IfNoneMatch.Add(tag));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag);
    }

    [Theory]
    [InlineData("")]
    [InlineData("services")]
    [InlineData("organizations?full=true")]
    [InlineData("services?format=ndjson")]
    public async Task The_head_of_an_answer_is_the_answer_without_its_body(string address)
    {
        using var whole = await AskAsync(address);
        using var head = await AskAsync(address, request => request.Method = HttpMethod.Head);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancelled));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Nobody_writes_here(string method)
    {
        using var answer = await AskAsync("services", request => request.Method = new HttpMethod(method));

        await Problem.AssertAsync(answer, 405, "request.method-not-allowed");
    }

    [Fact]
    public async Task The_database_derives_the_same_id_of_a_service_at_a_location()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider, directory.EastSite, directory.WestSite));

        var places = Served.List(await GetAsync($"services/{id}"), "service_at_locations");

        Assert.Equal(
            new[] { directory.EastSite, directory.WestSite }.Select(site => DerivedId.Of(new ServiceId(id), new SiteId(site))).Order(),
            places.Select(place => place.GetProperty("id").GetGuid()).Order());
        foreach (var place in places)
        {
            var alone = await GetAsync($"service_at_locations/{place.GetProperty("id").GetGuid()}");
            Assert.Equal(id, alone.GetProperty("service").GetProperty("id").GetGuid());
            Assert.Equal(place.GetProperty("location").GetProperty("id").GetGuid(), alone.GetProperty("location").GetProperty("id").GetGuid());
        }
    }

    [Fact]
    public async Task Whoever_pages_while_entries_change_meets_every_one()
    {
        var provider = await ProviderAsync();
        var ids = new List<Guid>();
        for (var n = 0; n < 9; n++) ids.Add(await directory.PutServiceAsync(A.Service(provider).With("name", $"Clinic {n}")));

        var met = new List<Guid>();
        for (var page = 1; page <= 3; page++)
        {
            var contents = (await GetAsync($"services?organization_id={provider}&per_page=3&page={page}")).GetProperty("contents");
            met.AddRange(contents.EnumerateArray().Select(service => service.GetProperty("id").GetGuid()));
            foreach (var id in ids) await directory.PutAsync($"services/{id}", A.Service(provider).With("name", $"Renamed {page} {id}"));
        }

        Assert.Equal(ids.Order(), met.Order());
    }

    [Fact]
    public async Task The_whole_list_comes_a_line_a_record_and_in_brief_as_ids_and_times()
    {
        var provider = await ProviderAsync();
        for (var n = 0; n < 4; n++) await directory.PutServiceAsync(A.Service(provider));

        using var answer = await AskAsync($"services?organization_id={provider}&format=ndjson&full=true");
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(Cancelled)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.NotEqual(0, JsonElement.Parse(line).GetProperty("attributes").GetArrayLength()));

        var stamps = (await GetAsync($"services?organization_id={provider}&minimal=true")).GetProperty("contents");
        Assert.Equal(4, stamps.GetArrayLength());
        Assert.All(stamps.EnumerateArray(), stamp =>
            Assert.Equal(["id", "modified_date"], stamp.EnumerateObject().Select(member => member.Name)));
        foreach (var list in new[] { "taxonomies", "taxonomy_terms", "organizations", "service_at_locations" })
        {
            using var streamed = await AskAsync($"{list}?format=ndjson");
            var total = (await GetAsync(list)).GetProperty("total_items").GetInt32();
            Assert.Equal(total, (await streamed.Content.ReadAsStringAsync(Cancelled)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    private static void AssertPage(JsonElement page, int items, int pages, int number, int size, bool first, bool last)
    {
        Assert.Equal(
            ["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"],
            page.EnumerateObject().Select(member => member.Name));
        Assert.Equal((items, pages, number, size), (Number("total_items"), Number("total_pages"), Number("page_number"), Number("size")));
        Assert.Equal((first, last, size == 0),
            (page.GetProperty("first_page").GetBoolean(), page.GetProperty("last_page").GetBoolean(), page.GetProperty("empty").GetBoolean()));
        Assert.Equal(size, page.GetProperty("contents").GetArrayLength());

        int Number(string member) => page.GetProperty(member).GetInt32();
    }

    private async Task<Guid> ProviderAsync()
    {
        var id = Guid.CreateVersion7();
        await directory.PutAsync($"organisations/{id}", A.Organisation.With("name", $"Provider {id}"));
        return id;
    }

    private Task<JsonElement> GetAsync(string path) => Served.GetAsync(directory.Host, path, Cancelled);

    private async Task<HttpResponseMessage> AskAsync(string path, Action<HttpRequestMessage>? change = null)
    {
        using var client = directory.Host.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/open-referral/v3/{path}");
        change?.Invoke(request);
        return await client.SendAsync(request, Cancelled);
    }
}
