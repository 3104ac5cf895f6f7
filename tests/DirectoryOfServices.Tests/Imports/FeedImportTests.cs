using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Contracts.Directory;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.DirectoryOfServices.Tests.Imports;

public sealed class FeedImportTests(RealServers servers, OldhamDirectory oldham) : IClassFixture<OldhamDirectory>, IAsyncLifetime
{
    private ServiceHost<Program, DirectoryDb>? host;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private ServiceHost<Program, DirectoryDb> Host => host ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync() => host = await ServiceHost<Program, DirectoryDb>.StartAsync(
        servers, "directory", web => web.UseSetting("Imports:TrustedHosts:0", "127.0.0.1"));

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    [Fact]
    public async Task The_feed_of_another_directory_brings_its_services_with_their_providers_and_sites_and_brings_nothing_new_again()
    {
        using var theirs = oldham.Host.Anonymous();
        var feed = new Uri(theirs.BaseAddress!, "/open-referral/v3");
        var calls = await CallsAsync();

        var import = await ImportAsync(calls, feed, "oldham");
        Assert.True(import.Member("status") == "applied" && import.GetProperty("rejected").GetInt32() == 0, import.ToString());
        Assert.Equal(oldham.ServiceCodes.Count, import.GetProperty("added").GetInt32());

        var (our, their) = (await NamesAsync(Host.Client(Roles.Gp)), await NamesAsync(oldham.Gp));
        Assert.Equal(their, our);
        var again = await ImportAsync(calls, feed, "oldham");
        Assert.Equal($"applied 0 0 0 {oldham.ServiceCodes.Count} 0", ImportCalls.Counts(again));
    }

    [Fact]
    public async Task A_feed_as_feeds_really_are_is_understood_and_what_it_cannot_mean_is_named()
    {
        await using var feed = await StartFeedAsync();
        var calls = await CallsAsync();

        var import = await ImportAsync(calls, feed.Address, "elsewhere");

        Assert.Equal("applied 2 0 0 0 1", ImportCalls.Counts(import));
        var id = import.GetProperty("id").GetGuid();
        var added = await calls.RowsAsync(id, "added");
        Assert.Equal(["svc-1", "svc-2"], added.Select(row => row.Member("key")));
        using var client = Host.Client(Roles.Gp);
        var service = await client.GetFromJsonAsync<JsonObject>($"/api/directory/services/{added[0].Member("serviceId")}", Cancelled);
        Assert.Equal("Warm & welcoming.\nTea.", $"{service!["description"]}");
        Assert.Equal(("voluntarySector", "https://warm.example", "Warm Hands"), ($"{service["category"]}", $"{service["url"]}", $"{service["provider"]!["name"]}"));
        Assert.Equal(["tuesday"], service["openingHours"]![0]!["days"]!.AsArray().Select(day => $"{day}"));
        Assert.Equal(("10:30:00", "12:00:00"), ($"{service["openingHours"]![0]!["opens"]}", $"{service["openingHours"]![0]!["closes"]}"));
        Assert.Equal("250", $"{service["costs"]![0]!["amountPence"]}");
        Assert.Equal("Church Hall", $"{Assert.Single(service["sites"]!.AsArray())!["name"]}");
        var reject = Assert.Single(await calls.RowsAsync(id, "rejected"));
        Assert.Equal(("svc-3", "provider", "row.cell-missing"),
            (reject.Member("key"), reject.GetProperty("findings")[0].Member("column"), reject.GetProperty("findings")[0].Member("code")));
        await Host.Events.NextAsync<SitePublished>(e => e.Name == "Church Hall");
    }

    [Theory]
    [InlineData("http://127.0.0.2:1/feed", "import.feed-not-public")]
    [InlineData("https://127.0.0.2/feed", "import.feed-not-public")]
    [InlineData("https://localhost/feed", "import.feed-not-public")]
    [InlineData("https://169.254.169.254/latest", "import.feed-not-public")]
    [InlineData("https://[::1]/feed", "import.feed-not-public")]
    [InlineData("http://127.0.0.1:1/feed", "import.feed-unreachable")]
    public async Task A_feed_behind_our_own_walls_is_not_opened_and_one_that_does_not_answer_is_said_so(string address, string code)
    {
        var import = await ImportAsync(await CallsAsync(), new(address), "walls");

        Assert.Equal(("failed", code), (import.Member("status"), import.Member("refusal")));
    }

    [Fact]
    public async Task A_feed_without_a_source_or_with_a_file_is_refused()
    {
        using var client = Host.Client(Roles.PlaceLoader);
        using var nameless = await client.PostAsJsonAsync("/api/directory/imports", new { feed = "https://feed.example" }, Cancelled);
        using var csv = await client.PostAsJsonAsync("/api/directory/imports", new { feed = "https://feed.example", source = "a", format = "csv" }, Cancelled);
        using var odd = await client.PostAsJsonAsync("/api/directory/imports", new { feed = "ftp://feed.example", source = "a" }, Cancelled);

        await Problem.AssertAsync(nameless, 422, "import.source-missing");
        await Problem.AssertAsync(csv, 400, "request.invalid");
        await Problem.AssertAsync(odd, 400, "request.invalid");
    }

    private async Task<ImportCalls> CallsAsync()
    {
        var client = Host.Client(Roles.PlaceLoader);
        using var place = await client.PutAsJsonAsync("/api/directory/place", A.Place, Cancelled);
        place.EnsureSuccessStatusCode();
        return new(client);
    }

    private async Task<System.Text.Json.JsonElement> ImportAsync(ImportCalls calls, Uri feed, string source)
    {
        using var client = Host.Client(Roles.PlaceLoader);
        using var answer = await client.PostAsJsonAsync(
            "/api/directory/imports", new { feed = $"{feed}", source, dryRun = false, category = "voluntarySector" }, Cancelled);
        return await calls.EndAsync(await ImportCalls.IdOfAsync(answer), TimeSpan.FromMinutes(2));
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(HttpClient client)
    {
        var export = await new ImportCalls(client).ExportAsync("application/x-ndjson");
        return [.. export.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
            .Select(s => $"{s["id"]} {s["name"]} {s["organization"]!["name"]} {s["directory_record"]!["category"]} {s["directory_record"]!["delivery"]!.ToJsonString()}").Order()];
    }

    // A list of a few members each, two pages, numbers as text, HTML, ids of its own, an object that is not a service of anybody.
    private static async Task<Feed> StartFeedAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/v3/services", (int page) => Results.Text($$"""
            {"total_items":3,"total_pages":2,"page_number":{{page}},"size":2,"first_page":{{(page == 1 ? "true" : "false")}},"last_page":{{(page == 2 ? "true" : "false")}},"empty":false,
             "contents":[{{(page == 1 ? "{\"id\":\"svc-1\",\"name\":\"Warm space\"},{\"id\":\"svc-2\",\"name\":\"Lunch\"}" : "{\"id\":\"svc-3\",\"name\":\"Nobody's\"}")}}]}
            """, "application/json"));
        app.MapGet("/v3/services/{id}", (string id) => Results.Text(id switch
        {
            "svc-1" => """
                {"id":"svc-1","name":"Warm space","description":"<p>Warm &amp; <b>welcoming</b>.</p><p>Tea.</p><script>alert(1)</script>","status":"active","url":"warm.example",
                 "email":null,"minimum_age":"18","somebody_else_s_member":{"x":1},
                 "organization":{"id":"org-1","name":"Warm Hands","description":"","website":""},
                 "schedules":[{"id":"s1","freq":"WEEKLY","byday":"TU","opens_at":"10:30Z","closes_at":"12:00:00"},{"id":"s2","opens_at":"late"}],
                 "cost_options":[{"id":"c1","option":"Each","amount":"2.5","currency":"GBP"}],
                 "service_at_locations":[{"id":"a1","location":{"id":"loc-1","location_type":"physical","name":"Church Hall",
                   "addresses":[{"id":"d1","address_1":"2 Church Street","city":"Testham","postal_code":"te1 1aa"}]}}]}
                """,
            "svc-2" => """{"id":"svc-2","name":"Lunch","description":"Soup","status":"temporarily closed","organization_id":"org-1","organization":{"id":"org-1","name":"Warm Hands"}}""",
            _ => """{"id":"svc-3","name":"Nobody's","status":"active"}""",
        }, "application/json"));
        await app.StartAsync(Cancelled);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new(app, new($"{address}/v3"));
    }

    private sealed record Feed(WebApplication App, Uri Address) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
