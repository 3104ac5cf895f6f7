using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Contracts.Directory;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Tests.Proposals;

public sealed class ProposeServiceTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private HttpClient Owner => directory.Host.Client(Roles.DirectoryEditor, "nca", name: "owner");

    private HttpClient Curator => directory.Host.Client(Roles.DirectoryEditor, "council", name: "curator");

    [Fact]
    public async Task An_owner_proposes_a_curator_approves_and_the_world_hears()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));

        var proposed = await MadeAsync(Owner, For(id, 1, A.Service(directory.Provider).With("name", "Proposed clinic"), note: "New name"));
        Assert.Equal("Leg ulcer clinic", (await directory.GetAsync($"services/{id}")).GetProperty("name").GetString());

        var shown = await directory.GetAsync($"proposals/{proposed}", Curator);
        var difference = Assert.Single(shown.GetProperty("differences").EnumerateArray());
        Assert.Equal(("name", "Leg ulcer clinic", "Proposed clinic"), (difference.GetProperty("member").GetString(),
            difference.GetProperty("before").GetString(), difference.GetProperty("after").GetString()));
        Assert.Equal((1L, "proposed", "New name"), (shown.GetProperty("standingVersion").GetInt64(),
            shown.GetProperty("proposal").GetProperty("status").GetString(), shown.GetProperty("proposal").GetProperty("note").GetString()));

        using var approved = await DecideAsync(Curator, proposed, "approval");
        var summary = await DirectoryHost.ReadAsync(approved);

        Assert.Equal(("approved", "persona:curator", 2L), (summary.GetProperty("status").GetString(),
            summary.GetProperty("decidedBy").GetString(), summary.GetProperty("appliedVersion").GetInt64()));
        Assert.Equal("Proposed clinic", (await directory.GetAsync($"services/{id}")).GetProperty("name").GetString());
        var change = (await directory.GetAsync($"services/{id}/history", directory.Editor)).GetProperty("items")[0];
        Assert.Equal(("edited", "persona:curator", "persona:owner", "nca", proposed), (change.GetProperty("kind").GetString(),
            change.GetProperty("changedBy").GetString(), change.GetProperty("proposedBy").GetString(),
            change.GetProperty("proposedByOrganisation").GetString(), change.GetProperty("proposalId").GetGuid()));
        await Eventually.Async(() => directory.Host.Events.Of<ServiceChanged>().Any(e => e.ServiceId == id && e.Name == "Proposed clinic"));
        Assert.Equal(1, await AuditedAsync(proposed, "proposal.make"));
        Assert.Equal(1, await AuditedAsync(proposed, "proposal.approve"));
        Assert.Equal(2, await AuditedAsync(id, "service.put"));
    }

    [Fact]
    public async Task A_new_entry_stands_once_it_is_approved()
    {
        using var made = await ProposeAsync(Owner, new() { ["record"] = A.Service(directory.Provider).With("name", "New clinic") });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var proposal = JsonElement.Parse(await made.Content.ReadAsStringAsync(Cancelled));
        var (id, service) = (proposal.GetProperty("id").GetGuid(), proposal.GetProperty("serviceId").GetGuid());
        Assert.Equal($"/api/directory/proposals/{id}", made.Headers.Location?.ToString());
        using var notYet = await directory.Gp.GetAsync(new Uri($"/api/directory/services/{service}", UriKind.Relative), Cancelled);
        await Problem.AssertAsync(notYet, 404, "service.unknown");

        using var approved = await DecideAsync(Curator, id, "approval");

        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        Assert.Equal("New clinic", (await directory.GetAsync($"services/{service}")).GetProperty("name").GetString());
        await Eventually.Async(() => directory.Host.Events.Of<ServicePublished>().Any(e => e.ServiceId == service));
    }

    [Fact]
    public async Task A_providers_editor_proposes_instead_of_changing_an_entry_at_once()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/directory/services/{id}")
        {
            Content = JsonContent.Create(A.Service(directory.Provider).With("name", "At once")),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "*");

        using var answer = await Owner.SendAsync(request, Cancelled);

        await Problem.AssertAsync(answer, 403, "service.propose-instead");
        Assert.Equal("Leg ulcer clinic", (await directory.GetAsync($"services/{id}")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Whoever_proposes_never_approves_it_a_curator_neither()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var owners = await MadeAsync(Owner, For(id, 1, A.Service(directory.Provider).With("name", "Own")));
        var curators = await MadeAsync(Curator, For(id, 1, A.Service(directory.Provider).With("name", "Curated")));

        using var byOwner = await DecideAsync(Owner, owners, "approval");
        using var rejectedByOwner = await DecideAsync(Owner, owners, "rejection", new() { ["reason"] = "x" });
        using var byCurator = await DecideAsync(Curator, curators, "approval");
        using var byProgram = await DecideAsync(directory.Host.Program(Roles.DirectoryEditor, "directory.write", "council"), owners, "approval");

        await Problem.AssertAsync(byOwner, 403, "directory.curators-only");
        await Problem.AssertAsync(rejectedByOwner, 403, "directory.curators-only");
        await Problem.AssertAsync(byCurator, 403, "proposal.four-eyes");
        await Problem.AssertAsync(byProgram, 403, "proposal.person-decides");
        Assert.Equal("Leg ulcer clinic", (await directory.GetAsync($"services/{id}")).GetProperty("name").GetString());
        using var byAnother = await DecideAsync(directory.Host.Client(Roles.DirectoryEditor, "council", name: "second"), curators, "approval");
        Assert.Equal(HttpStatusCode.OK, byAnother.StatusCode);
    }

    [Fact]
    public async Task Of_many_who_decide_at_once_one_succeeds()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var proposed = await MadeAsync(Owner, For(id, 1, A.Service(directory.Provider).With("name", "Once")));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(n =>
        {
            var client = directory.Host.Client(Roles.DirectoryEditor, "council", name: $"curator-{n}");
            return n % 2 == 0 ? DecideAsync(client, proposed, "approval")
                : DecideAsync(client, proposed, "rejection", new() { ["reason"] = "Not so" });
        }));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        foreach (var late in answers.Where(a => a.StatusCode != HttpStatusCode.OK)) await Problem.AssertAsync(late, 409, "proposal.closed");
        var versions = (await directory.GetAsync($"services/{id}/history", directory.Editor)).GetProperty("total").GetInt32();
        var status = (await directory.GetAsync($"proposals/{proposed}", Curator)).GetProperty("proposal").GetProperty("status").GetString();
        Assert.Equal(status == "approved" ? 2 : 1, versions);
    }

    [Fact]
    public async Task An_entry_that_changed_since_is_not_overwritten_and_the_differences_are_shown()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var proposed = await MadeAsync(Owner, For(id, 1, A.Service(directory.Provider).With("name", "Renamed")));
        await directory.PutAsync($"services/{id}", A.Service(directory.Provider).With("telephone", "0161 496 0001"));

        using var refused = await DecideAsync(Curator, proposed, "approval");

        var text = await refused.Content.ReadAsStringAsync(Cancelled);
        await Problem.AssertAsync(refused, 409, "proposal.service-changed");
        Assert.Contains("telephone", text, StringComparison.Ordinal);
        var shown = await directory.GetAsync($"proposals/{proposed}", Owner);
        Assert.Equal(["telephone"], shown.GetProperty("changedSince").EnumerateArray().Select(d => d.GetProperty("member").GetString()));
        Assert.Equal(["name", "telephone"], shown.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("member").GetString()));
        Assert.Equal("0161 496 0001", (await directory.GetAsync($"services/{id}")).GetProperty("telephone").GetString());

        var again = await MadeAsync(Owner, For(
            id, 2, A.Service(directory.Provider).With("name", "Renamed").With("telephone", "0161 496 0001"), supersedes: proposed));
        using var approved = await DecideAsync(Curator, again, "approval");
        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        var former = await directory.GetAsync($"proposals/{proposed}", Owner);
        Assert.Equal(("superseded", again), (former.GetProperty("proposal").GetProperty("status").GetString(),
            former.GetProperty("proposal").GetProperty("supersededBy").GetGuid()));
    }

    [Fact]
    public async Task A_restriction_that_came_in_between_stands_after_the_approval()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var proposed = await MadeAsync(Owner, For(id, 1, A.Service(directory.Provider).With("name", "Still stopped")));
        await directory.Host.PublishAsync(new ServiceRestricted(Guid.CreateVersion7(), id, "suspended", directory.Clock.Now));
        await Eventually.Async(async () => (await directory.GetAsync($"services/{id}")).GetProperty("status").GetString() == "restricted");

        using var approved = await DecideAsync(Curator, proposed, "approval");

        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        var service = await directory.GetAsync($"services/{id}");
        Assert.Equal(("Still stopped", "restricted"), (service.GetProperty("name").GetString(), service.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task An_organisation_has_one_open_proposal_for_an_entry()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n =>
            ProposeAsync(Owner, For(id, 1, A.Service(directory.Provider).With("name", $"Text {n}")))));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        foreach (var late in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
            await Problem.AssertAsync(late, 409, "proposal.already-open");
        using var nothing = await ProposeAsync(Owner, For(id, 1, A.Service(directory.Provider).With("name", "T"), supersedes: Guid.NewGuid()));
        await Problem.AssertAsync(nothing, 409, "proposal.supersedes-nothing");
    }

    [Fact]
    public async Task What_another_organisation_proposes_does_not_exist_for_a_provider()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        await directory.PutAsync($"organisations/{new Guid("0198f000-0000-7000-8000-000000000002")}",
            A.Organisation.With("name", "Another trust").With("code", "other-trust"));
        var proposed = await MadeAsync(Owner, For(id, 1, A.Service(directory.Provider).With("name", "Ours")));
        using var other = directory.Host.Client(Roles.DirectoryEditor, "other-trust");
        using var nobody = directory.Host.Client(Roles.DirectoryEditor);

        using var read = await other.GetAsync(new Uri($"/api/directory/proposals/{proposed}", UriKind.Relative), Cancelled);
        using var withdrawn = await DecideAsync(other, proposed, "withdrawal");
        using var byCurator = await DecideAsync(Curator, proposed, "withdrawal");
        using var made = await ProposeAsync(other, For(id, 1, A.Service(directory.Provider).With("name", "Theirs")));
        using var byNobody = await ProposeAsync(nobody, For(id, 1, A.Service(directory.Provider).With("name", "Theirs")));
        using var byGp = await ProposeAsync(directory.Gp, For(id, 1, A.Service(directory.Provider).With("name", "Theirs")));

        await Problem.AssertAsync(read, 404, "proposal.unknown");
        await Problem.AssertAsync(withdrawn, 404, "proposal.unknown");
        await Problem.AssertAsync(byCurator, 403, "proposal.not-your-organisation");
        await Problem.AssertAsync(made, 403, "service.not-your-organisation");
        await Problem.AssertAsync(byNobody, 403, "service.not-your-organisation");
        await Problem.AssertAsync(byGp, 403, "request.forbidden");
        Assert.Equal(0, (await directory.GetAsync($"proposals?serviceId={id}", other)).GetProperty("total").GetInt32());
        Assert.Equal(0, (await directory.GetAsync($"proposals?serviceId={id}", nobody)).GetProperty("total").GetInt32());
        Assert.Equal(1, (await directory.GetAsync($"proposals?serviceId={id}&status=proposed", Curator)).GetProperty("total").GetInt32());
        Assert.Equal(0, (await directory.GetAsync($"proposals?serviceId={id}&mine=true", Curator)).GetProperty("total").GetInt32());
        Assert.Equal(1, (await directory.GetAsync($"proposals?serviceId={id}&mine=true", Owner)).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_rejection_says_why_and_leaves_the_entry_as_it_was()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var proposed = await MadeAsync(Owner, For(id, 1, A.Service(directory.Provider).With("name", "Not so")));

        using var blank = await DecideAsync(Curator, proposed, "rejection", new() { ["reason"] = "" });
        using var rejected = await DecideAsync(Curator, proposed, "rejection", new() { ["reason"] = "The name is another service's." });

        await Problem.AssertAsync(blank, 400, "request.invalid");
        Assert.Equal("The name is another service's.", (await DirectoryHost.ReadAsync(rejected)).GetProperty("reason").GetString());
        Assert.Equal("Leg ulcer clinic", (await directory.GetAsync($"services/{id}")).GetProperty("name").GetString());
        var shown = await directory.GetAsync($"proposals/{proposed}", Owner);
        Assert.Equal("name", Assert.Single(shown.GetProperty("differences").EnumerateArray()).GetProperty("member").GetString());
    }

    [Fact]
    public async Task The_same_proposal_sent_twice_with_one_key_is_made_once()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var body = For(id, 1, A.Service(directory.Provider).With("name", "Sent twice"));

        using var first = await ProposeAsync(Owner, body, key: $"key-{id}");
        using var second = await ProposeAsync(Owner, body, key: $"key-{id}");

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancelled), await second.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_leaves_nothing()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var entry = A.Service(directory.Provider);
        (JsonObject Body, int Status, string Code)[] wrong =
        [
            (For(id, 1, A.Service(directory.Provider)), 422, "proposal.changes-nothing"),
            (For(id, 7, A.Service(directory.Provider).With("name", "x")), 409, "proposal.based-on-another"),
            (For(id, null, A.Service(directory.Provider).With("name", "x")), 409, "proposal.based-on-another"),
            (new() { ["record"] = A.Service(directory.Provider), ["basedOnVersion"] = 1 }, 409, "proposal.based-on-another"),
            (For(Guid.NewGuid(), 1, A.Service(directory.Provider)), 404, "service.unknown"),
            (For(id, 1, A.Service(directory.Provider, Guid.NewGuid())), 422, "service.site-unknown"),
            (For(id, 1, A.Service(directory.Provider).With("minimumAgeYears", 9).With("maximumAgeYears", 3)), 422, "service.ages-reversed"),
            (For(id, 1, A.Service(directory.Provider).With("telephone", "call me")), 400, "request.invalid"),
            (For(id, 1, A.Service(directory.Provider).With("name", null)), 400, "request.invalid"),
            (For(id, 1, A.Service(directory.Provider).With("name", "x"), note: new string('n', 1_001)), 400, "request.invalid"),
            (new() { ["serviceId"] = id, ["basedOnVersion"] = 1, ["record"] = null }, 400, "request.invalid"),
            (For(id, 0, entry.With("name", "x")), 400, "request.invalid"),
        ];

        foreach (var (body, status, code) in wrong)
        {
            using var answer = await ProposeAsync(Owner, body);
            await Problem.AssertAsync(answer, status, code);
        }

        await using var db = directory.Host.Db();
        Assert.False(await db.Proposals.AnyAsync(p => p.ServiceId == new ServiceId(id), Cancelled));
        using var unknown = await DecideAsync(Curator, Guid.NewGuid(), "approval");
        await Problem.AssertAsync(unknown, 404, "proposal.unknown");
        using var word = await Owner.GetAsync(new Uri("/api/directory/proposals?status=Proposed", UriKind.Relative), Cancelled);
        await Problem.AssertAsync(word, 400, "request.invalid");
    }

    [Theory]
    [InlineData("update proposals set after = '[]' where id = {0}")]
    [InlineData("update proposals set proposed_by = 'nobody' where id = {0}")]
    [InlineData("delete from proposals where id = {0}")]
    [InlineData("update proposals set status = 'Approved', decided_by = proposed_by, decided_at = now() where id = {0}")]
    [InlineData("update proposals set status = 'Approved' where id = {0}")]
    public async Task The_database_itself_holds_what_was_proposed_and_four_eyes(string statement)
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider));
        var proposed = await MadeAsync(Owner, For(id, 1, A.Service(directory.Provider).With("name", "Held")));
        await using var db = directory.Host.Db();

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(statement, [proposed], Cancelled));
    }

    private static JsonObject For(Guid id, long? version, JsonObject record, string? note = null, Guid? supersedes = null) => new JsonObject
    {
        ["serviceId"] = id, ["record"] = record,
    }.With("basedOnVersion", version).With("note", note).With("supersedes", supersedes);

    private static async Task<HttpResponseMessage> ProposeAsync(HttpClient client, JsonObject body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/directory/proposals") { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Cancelled);
    }

    private static async Task<Guid> MadeAsync(HttpClient client, JsonObject body)
    {
        using var answer = await ProposeAsync(client, body);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonElement.Parse(text).GetProperty("id").GetGuid();
    }

    private static Task<HttpResponseMessage> DecideAsync(HttpClient client, Guid id, string verb, JsonObject? body = null) =>
        client.PostAsync(new Uri($"/api/directory/proposals/{id}/{verb}", UriKind.Relative),
            body is null ? null : JsonContent.Create(body), Cancelled);

    private async Task<int> AuditedAsync(Guid id, string action)
    {
        await using var db = directory.Host.Db();
        return await db.Database.SqlQuery<int>(
            $"select count(*)::int as \"Value\" from access_records where action = {action} and record_id = {id.ToString()}").SingleAsync(Cancelled);
    }
}
