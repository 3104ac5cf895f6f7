using IntegratedCare.Contracts.Directory;
using IntegratedCare.Testing;

namespace IntegratedCare.DirectoryOfServices.Tests.Imports;

public sealed class ImportSourceTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private const string Heading = "external_id,name,category,provider,delivery,telephone,bookable";

    private readonly ImportCalls calls = new(directory.Editor);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_has_no_say_over_what_another_brought_or_editors_entered_and_repeats_itself_in_vain_over_their_edits()
    {
        var own = await directory.PutServiceAsync(A.Service(directory.Provider));
        var mine = $"{Heading}\nshared,Shared,earlyHelp,{directory.Provider},online,,no\n";
        await calls.ImportCsvAsync(mine, "format=csv&dryRun=false&source=first-come");
        var first = await calls.ImportCsvAsync(mine, "format=csv&dryRun=false&source=first-come");
        var shared = (await calls.RowsAsync(first.GetProperty("id").GetGuid(), "unchanged"))[0].GetProperty("serviceId").GetGuid();

        var others = await calls.ImportCsvAsync(
            $"id,name\n{shared},Taken over\n{own},Taken over\n", "format=csv&dryRun=false&source=late-comer");
        Assert.Equal("applied 0 0 0 0 2", ImportCalls.Counts(others));
        Assert.All(await calls.RowsAsync(others.GetProperty("id").GetGuid(), "rejected"),
            row => Assert.Equal("row.belongs-to-another-source", row.GetProperty("findings")[0].Member("code")));

        var record = A.Service(directory.Provider).With("name", "Edited here");
        Assert.Equal("changed", await directory.PutAsync($"services/{shared}", record));
        var edited = await calls.ImportCsvAsync(mine, "format=csv&dryRun=false&source=first-come");
        Assert.Equal("applied 0 0 0 0 1", ImportCalls.Counts(edited));
        var reject = Assert.Single(await calls.RowsAsync(edited.GetProperty("id").GetGuid(), "rejected"));
        Assert.Equal("row.edited-here", reject.GetProperty("findings")[0].Member("code"));
        Assert.Equal("Edited here", (await directory.GetAsync($"services/{shared}")).Member("name"));
    }

    [Fact]
    public async Task A_feed_that_says_nothing_of_assurance_or_something_older_leaves_what_was_assured_here()
    {
        string Line(string name, string more = "") => $$"""{"id":"kept","name":"{{name}}","organization_id":"{{directory.Provider}}"{{more}}}""";
        Task<System.Text.Json.JsonElement> SendAsync(string line) => calls.ImportOpenAsync(line, "assuring");

        var import = await SendAsync(Line("Kept", ",\"assured_date\":\"2025-01-02\",\"assurer_email\":\"them@feed.example\""));
        Assert.Equal("applied 1 0 0 0 0", ImportCalls.Counts(import));
        var id = (await calls.RowsAsync(import.GetProperty("id").GetGuid(), "added"))[0].GetProperty("serviceId").GetGuid();
        using var assure = new HttpRequestMessage(HttpMethod.Post, $"/api/directory/services/{id}/assurance")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { assurerEmail = "us@council.example" }),
        };
        assure.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        using var assured = await directory.Editor.SendAsync(assure, Cancelled);
        var day = (await directory.GetAsync($"services/{id}")).Member("assuredOn");
        Assert.Equal("applied 0 1 0 0 0", ImportCalls.Counts(await SendAsync(Line("Kept, renamed"))));
        Assert.Equal("applied 0 1 0 0 0", ImportCalls.Counts(await SendAsync(
            Line("Kept again", ",\"assured_date\":\"2025-01-02\",\"assurer_email\":\"them@feed.example\""))));
        Assert.Equal("applied 0 1 0 0 0", ImportCalls.Counts(await SendAsync(
            Line("Kept to the day", $",\"assured_date\":\"{day}\",\"assurer_email\":\"them@feed.example\""))));

        var service = await directory.GetAsync($"services/{id}");
        Assert.NotEqual("2025-01-02", day);
        Assert.Equal(("Kept to the day", day, "Testham Council", "us@council.example"),
            (service.Member("name"), service.Member("assuredOn"), service.Member("assuredBy"), service.Member("assurerEmail")));
    }

    [Fact]
    public async Task A_restriction_stands_through_an_import()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        await directory.Host.PublishAsync(new IntegratedCare.Contracts.Quality.ServiceRestricted(
            Guid.CreateVersion7(), id, "suspended", directory.Clock.Now));
        await Eventually.Async(async () => (await directory.GetAsync($"services/{id}")).Member("status") == "restricted");

        Assert.Equal("applied 0 0 0 1 0", ImportCalls.Counts(await calls.ImportCsvAsync($"id,status\n{id},active\n")));
        Assert.Equal("applied 0 1 0 0 0", ImportCalls.Counts(await calls.ImportCsvAsync($"id,status,alert\n{id},active,Closed for now.\n")));

        Assert.Equal("restricted", (await directory.GetAsync($"services/{id}")).Member("status"));
        var told = await directory.Host.Events.NextAsync<ServiceChanged>(e => e.ServiceId == id && e.Version == 3);
        Assert.Equal("restricted", told.Status);
        Assert.DoesNotContain(directory.Host.Events.Of<ServiceStatusChanged>(), e => e.ServiceId == id && e.Version == 3);
    }
}
