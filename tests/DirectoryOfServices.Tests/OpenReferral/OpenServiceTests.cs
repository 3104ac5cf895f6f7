using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.Testing;

namespace IntegratedCare.DirectoryOfServices.Tests.OpenReferral;

/// <summary>What the standard's readers are told of a service that is not simply open.</summary>
public sealed class OpenServiceTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("active", "active")]
    [InlineData("dormant", "inactive")]
    [InlineData("closed", "defunct")]
    public async Task A_service_s_state_is_in_the_standard_s_words(string ours, string theirs)
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider).With("status", ours).With("bookable", false));

        Assert.Equal(theirs, (await GetAsync($"services/{id}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_restricted_service_is_temporarily_closed_at_once_without_the_reason_and_open_again_at_once()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider).With("isDemonstration", false).With("alert", "Use the side door."));
        var before = await GetAsync($"services/{id}");
        var restriction = Guid.CreateVersion7();

        await directory.Host.PublishAsync(new ServiceRestricted(restriction, id, "suspended", directory.Clock.Now));
        await Eventually.Async(async () => await StatusAsync(id) == "temporarily closed");
        var stopped = await GetAsync($"services/{id}");
        Assert.Equal(
            "New referrals and bookings are not being taken at the moment. Use the side door.", stopped.GetProperty("alert").GetString());
        Assert.DoesNotContain("suspend", stopped.GetRawText(), StringComparison.OrdinalIgnoreCase);

        await directory.Host.PublishAsync(new RestrictionLifted(restriction, id, directory.Clock.Now));
        await Eventually.Async(async () => await StatusAsync(id) == "active");
        Assert.Equal(before.GetProperty("alert").GetString(), (await GetAsync($"services/{id}")).GetProperty("alert").GetString());
    }

    [Fact]
    public async Task An_entry_that_was_merged_is_defunct_and_names_the_one_that_speaks_for_it()
    {
        var stays = await directory.PutServiceAsync(A.Service(directory.Provider).With("isDemonstration", false));
        var goes = await directory.PutServiceAsync(A.Service(directory.Provider).With("isDemonstration", false));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/directory/services/{goes}/merge")
        {
            Content = JsonContent.Create(new { into = stays, intoVersion = 1 }),
            Headers = { IfMatch = { new("\"1\"") } },
        };
        using var merged = await directory.Editor.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.OK, merged.StatusCode);

        var record = await GetAsync($"services/{goes}");

        Assert.Equal("defunct", record.GetProperty("status").GetString());
        Assert.Equal($"Another entry speaks for this service now: {stays}.", record.GetProperty("alert").GetString());
    }

    [Fact]
    public async Task What_is_made_up_says_so()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));

        Assert.Equal("Demonstration data: not to be relied on.", (await GetAsync($"services/{id}")).GetProperty("alert").GetString());
    }

    private async Task<string?> StatusAsync(Guid id) => (await GetAsync($"services/{id}")).GetProperty("status").GetString();

    private Task<JsonElement> GetAsync(string path) => Served.GetAsync(directory.Host, path, Cancelled);
}
