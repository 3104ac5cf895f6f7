using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Contracts.Directory;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Assurance;

public sealed class AssureServiceTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private HttpClient Owner => directory.Host.Client(Roles.DirectoryEditor, "nca", name: "owner");

    private DateOnly Today => LondonTime.DateOf(directory.Clock.Now);

    [Fact]
    public async Task A_curator_assures_an_entry_and_its_history_says_so()
    {
        var id = await directory.PutServiceAsync(Entry());

        using var answer = await AssureAsync(directory.Editor, id, "\"1\"", new()
        {
            ["note"] = "Rang them", ["assurerEmail"] = "directory@council.example",
        });

        var staleness = await DirectoryHost.ReadAsync(answer);
        Assert.Equal((0, false), (staleness.GetProperty("score").GetInt32(), staleness.GetProperty("isSelfAssured").GetBoolean()));
        Assert.Equal("\"2\"", answer.Headers.ETag?.Tag);
        var service = await directory.GetAsync($"services/{id}");
        Assert.Equal((Today.ToString("yyyy-MM-dd", null), "Testham Council", "directory@council.example"), (
            service.GetProperty("assuredOn").GetString(), service.GetProperty("assuredBy").GetString(), service.GetProperty("assurerEmail").GetString()));
        var change = (await directory.GetAsync($"services/{id}/history", directory.Editor)).GetProperty("items")[0];
        Assert.Equal(("assured", "Rang them"), (change.GetProperty("kind").GetString(), change.GetProperty("note").GetString()));
        await Eventually.Async(() => directory.Host.Events.Of<ServiceChanged>().Any(e => e.ServiceId == id && e.Version == 2));
    }

    [Fact]
    public async Task An_owners_assurance_reads_as_its_own()
    {
        var id = await directory.PutServiceAsync(Entry());

        using var answer = await AssureAsync(Owner, id, "\"1\"");

        Assert.True((await DirectoryHost.ReadAsync(answer)).GetProperty("isSelfAssured").GetBoolean());
        Assert.True((await directory.GetAsync($"services/{id}")).GetProperty("isSelfAssured").GetBoolean());
        await directory.PutAsync($"services/{id}", Entry().With("assuredOn", Today.ToString("yyyy-MM-dd", null)).With("assuredBy", "A curator"));
        Assert.False((await directory.GetAsync($"services/{id}")).GetProperty("isSelfAssured").GetBoolean());
    }

    [Fact]
    public async Task A_repeated_load_leaves_a_later_assurance_as_it_is()
    {
        var id = await directory.PutServiceAsync(Entry());
        using var answer = await AssureAsync(Owner, id, "\"1\"");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        Assert.Equal("unchanged", await directory.PutAsync($"services/{id}", Entry()));
        Assert.Equal("unchanged", await directory.PutAsync($"services/{id}", Entry().With("assuredOn", "2024-01-05").With("assuredBy", "A curator")));

        var service = await directory.GetAsync($"services/{id}");
        Assert.Equal((Today.ToString("yyyy-MM-dd", null), true), (
            service.GetProperty("assuredOn").GetString(), service.GetProperty("isSelfAssured").GetBoolean()));
    }

    [Fact]
    public async Task Only_what_was_read_and_is_ones_own_can_be_assured()
    {
        await directory.PutAsync($"organisations/{new Guid("0198f000-0000-7000-8000-000000000003")}",
            A.Organisation.With("name", "Another trust").With("code", "far-trust"));
        var id = await directory.PutServiceAsync(Entry());
        var closed = await directory.PutServiceAsync(Entry().With("status", "closed"));

        using var blind = await AssureAsync(directory.Editor, id, null);
        using var stale = await AssureAsync(directory.Editor, id, "\"7\"");
        using var another = await AssureAsync(directory.Host.Client(Roles.DirectoryEditor, "far-trust"), id, "\"1\"");
        using var gp = await AssureAsync(directory.Gp, id, "\"1\"");
        using var ended = await AssureAsync(directory.Editor, closed, "\"1\"");
        using var unknown = await AssureAsync(directory.Editor, Guid.NewGuid(), "\"1\"");
        using var wrong = await AssureAsync(directory.Editor, id, "\"1\"", new() { ["assurerEmail"] = "nobody" });

        await Problem.AssertAsync(blind, 428, "request.if-match-missing");
        await Problem.AssertAsync(stale, 412, "request.stale");
        await Problem.AssertAsync(another, 403, "service.not-your-organisation");
        await Problem.AssertAsync(gp, 403, "request.forbidden");
        await Problem.AssertAsync(ended, 409, "assurance.service-closed");
        await Problem.AssertAsync(unknown, 404, "service.unknown");
        await Problem.AssertAsync(wrong, 400, "request.invalid");
        Assert.False((await directory.GetAsync($"services/{id}")).TryGetProperty("assuredOn", out _));
    }

    [Fact]
    public async Task What_was_told_counts_until_somebody_says_that_the_entry_is_right()
    {
        var id = await directory.PutServiceAsync(Entry().With("assuredOn", Today.ToString("yyyy-MM-dd", null)).With("assuredBy", "A curator"));
        await TellAsync(directory.Gp, id, "closed");
        var before = await directory.GetAsync($"services/{id}/staleness");
        Assert.Equal(("evidence", 25), (before.GetProperty("because").GetString(), before.GetProperty("score").GetInt32()));

        directory.Clock.Now = directory.Clock.Now.AddSeconds(1);
        using var assured = await AssureAsync(Owner, id, "\"1\"");

        var after = await DirectoryHost.ReadAsync(assured);
        Assert.Equal(0, after.GetProperty("score").GetInt32());
        Assert.False(after.TryGetProperty("because", out _));
        directory.Clock.Now = directory.Clock.Now.AddSeconds(1);
        await TellAsync(directory.Host.Client(Roles.Gp, name: "another"), id, "wrongDetails");
        Assert.Equal(15, (await directory.GetAsync($"services/{id}/staleness")).GetProperty("score").GetInt32());
    }

    [Fact]
    public async Task An_assurance_while_a_proposal_waits_does_not_stop_it_and_stays()
    {
        var id = await directory.PutServiceAsync(Entry());
        using var made = await Owner.PostAsJsonAsync("/api/directory/proposals", new JsonObject
        {
            ["serviceId"] = id, ["basedOnVersion"] = 1, ["record"] = Entry().With("name", "Renamed"),
        }, Cancelled);
        var proposal = JsonElement.Parse(await made.Content.ReadAsStringAsync(Cancelled)).GetProperty("id").GetGuid();
        using var assured = await AssureAsync(Owner, id, "\"1\"");
        Assert.Equal(HttpStatusCode.OK, assured.StatusCode);
        Assert.Equal(["name"], (await directory.GetAsync($"proposals/{proposal}", Owner)).GetProperty("differences").EnumerateArray()
            .Select(d => d.GetProperty("member").GetString()));

        using var approved = await directory.Editor.PostAsync(new Uri($"/api/directory/proposals/{proposal}/approval", UriKind.Relative), null, Cancelled);

        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        var service = await directory.GetAsync($"services/{id}");
        Assert.Equal(("Renamed", true, true), (service.GetProperty("name").GetString(), service.TryGetProperty("assuredOn", out _),
            service.GetProperty("isSelfAssured").GetBoolean()));
    }

    [Fact]
    public async Task The_worklist_shows_the_most_doubtful_first_and_to_owners_their_own()
    {
        var another = new Guid("0198f000-0000-7000-8000-000000000004");
        await directory.PutAsync($"organisations/{another}", A.Organisation.With("name", "List trust").With("code", "list-trust"));
        var doubtful = await directory.PutServiceAsync(Bare(another).With("name", "=Doubtful").With("telephone", "0400 123 4567"));
        var expired = await directory.PutServiceAsync(Entry(another).With("name", "Expired").With("assuredOn", "2024-01-05").With("category", "dayCase"));
        var current = await directory.PutServiceAsync(
            Entry(another).With("name", "Current").With("assuredOn", Today.ToString("yyyy-MM-dd", null)).With("assuredBy", "A curator"));
        await directory.PutServiceAsync(Entry(another).With("name", "Ended").With("status", "closed"));
        using var owner = directory.Host.Client(Roles.DirectoryEditor, "list-trust");

        var list = await directory.GetAsync("assurance/overdue?pageSize=200", owner);
        Assert.Equal([doubtful, expired], list.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("serviceId").GetGuid()));
        Assert.Equal(["neverAssured", "expired"], list.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("because").GetString()));
        Assert.Equal(2, (await directory.GetAsync($"assurance/overdue?organisation={another}", directory.Editor)).GetProperty("total").GetInt32());
        Assert.Equal(expired, (await directory.GetAsync("assurance/overdue?category=dayCase", owner)).GetProperty("items")[0].GetProperty("serviceId").GetGuid());
        Assert.Equal(0, (await directory.GetAsync($"assurance/overdue?organisation={directory.Provider}", owner)).GetProperty("total").GetInt32());
        Assert.Equal(0, (await directory.GetAsync("assurance/overdue", directory.Host.Client(Roles.DirectoryEditor))).GetProperty("total").GetInt32());

        await TellAsync(directory.Gp, current, "closed");
        var summary = await directory.GetAsync("assurance/summary", owner);
        Assert.Equal((3, 3, 0, 1, 1, 1), (summary.GetProperty("assuranceMonths").GetInt32(), summary.GetProperty("entries").GetInt32(),
            summary.GetProperty("current").GetInt32(), summary.GetProperty("neverAssured").GetInt32(),
            summary.GetProperty("expired").GetInt32(), summary.GetProperty("dueByEvidence").GetInt32()));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/directory/assurance/overdue");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var table = await owner.SendAsync(request, Cancelled);
        var lines = (await table.Content.ReadAsStringAsync(Cancelled)).Split("\r\n");
        Assert.Equal("text/csv", table.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("serviceId,name,category,provider,score,because", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{doubtful},'=Doubtful,communityHealth,List trust,", lines[1], StringComparison.Ordinal);
        Assert.Contains("telephoneForm (telephone)", lines[1], StringComparison.Ordinal);
        Assert.Equal(5, lines.Length);
        using var gp = await directory.Gp.GetAsync(new Uri("/api/directory/assurance/overdue", UriKind.Relative), Cancelled);
        await Problem.AssertAsync(gp, 403, "request.forbidden");
    }

    [Fact]
    public async Task How_long_an_assurance_lasts_is_the_places_to_say()
    {
        var id = await directory.PutServiceAsync(Entry().With("assuredOn", Today.AddMonths(-4).ToString("yyyy-MM-dd", null)).With("assuredBy", "A curator"));
        Assert.Equal(3, (await directory.GetAsync("settings")).GetProperty("assuranceMonths").GetInt32());
        Assert.Equal("expired", (await directory.GetAsync($"services/{id}/staleness")).GetProperty("because").GetString());
        using var owner = await Owner.PutAsJsonAsync("/api/directory/settings", new JsonObject { ["assuranceMonths"] = 24 }, Cancelled);
        await Problem.AssertAsync(owner, 403, "directory.curators-only");
        using var wrong = await directory.Loader.PutAsJsonAsync("/api/directory/settings", new JsonObject { ["assuranceMonths"] = 0 }, Cancelled);
        await Problem.AssertAsync(wrong, 400, "request.invalid");
        try
        {
            using var put = await directory.Loader.PutAsJsonAsync("/api/directory/settings", new JsonObject { ["assuranceMonths"] = 6 }, Cancelled);
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);

            Assert.False((await directory.GetAsync($"services/{id}/staleness")).TryGetProperty("because", out _));
        }
        finally
        {
            using var back = await directory.Loader.PutAsJsonAsync("/api/directory/settings", new JsonObject { ["assuranceMonths"] = 3 }, Cancelled);
        }
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1970-01-01")]
    public async Task An_assurance_of_any_day_can_be_told(string day)
    {
        var id = await directory.PutServiceAsync(Entry().With("assuredOn", day).With("assuredBy", "A curator"));

        Assert.Equal("expired", (await directory.GetAsync($"services/{id}/staleness")).GetProperty("because").GetString());
    }

    private JsonObject Entry(Guid? provider = null) => Bare(provider).With("telephone", "0161 496 0000").With("openingHours", new JsonArray(new JsonObject
    {
        ["days"] = new JsonArray("monday"), ["opens"] = "09:00", ["closes"] = "17:00",
    }));

    private JsonObject Bare(Guid? provider = null) => A.Service(provider ?? directory.Provider);

    private static async Task TellAsync(HttpClient client, Guid id, string kind)
    {
        using var told = await client.PostAsJsonAsync($"/api/directory/services/{id}/evidence", new JsonObject { ["kind"] = kind }, Cancelled);
        Assert.True((await DirectoryHost.ReadAsync(told)).GetProperty("counted").GetBoolean());
    }

    private static async Task<HttpResponseMessage> AssureAsync(HttpClient client, Guid id, string? ifMatch, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/directory/services/{id}/assurance") { Content = JsonContent.Create(body ?? []) };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await client.SendAsync(request, Cancelled);
    }
}
