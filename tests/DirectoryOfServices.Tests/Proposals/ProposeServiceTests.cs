using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Contracts.Directory;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using static IntegratedCare.DirectoryOfServices.Tests.Proposals.ProposalCalls;

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

    private async Task<int> AuditedAsync(Guid id, string action)
    {
        await using var db = directory.Host.Db();
        return await db.Database.SqlQuery<int>(
            $"select count(*)::int as \"Value\" from access_records where action = {action} and record_id = {id.ToString()}").SingleAsync(Cancelled);
    }
}
