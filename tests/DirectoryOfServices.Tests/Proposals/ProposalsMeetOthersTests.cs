using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;
using Microsoft.EntityFrameworkCore;
using static IntegratedCare.DirectoryOfServices.Tests.Proposals.ProposalCalls;

namespace IntegratedCare.DirectoryOfServices.Tests.Proposals;

/// <summary>Proposals where they meet what is said elsewhere: assurance, and merges.</summary>
public sealed class ProposalsMeetOthersTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private HttpClient Owner => directory.Host.Client(Roles.DirectoryEditor, "nca", name: "owner");

    private HttpClient Curator => directory.Host.Client(Roles.DirectoryEditor, "council", name: "curator");

    [Fact]
    public async Task An_assurance_that_is_written_into_a_proposal_never_reaches_the_entry()
    {
        var id = await directory.PutServiceAsync(A.Service(directory.Provider).With("assuredOn", null).With("assuredBy", null));
        JsonObject Forged(JsonObject record) => record.With("assuredOn", "2026-01-02").With("assuredBy", "Care Quality Commission")
            .With("assurerEmail", "forged@trust.example");
        var ofOld = await MadeAsync(Owner, For(id, 1, Forged(A.Service(directory.Provider).With("name", "Reworded"))));
        using var made = await ProposeAsync(Owner, new() { ["record"] = Forged(A.Service(directory.Provider).With("name", "New and forged")) });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var ofNew = JsonElement.Parse(await made.Content.ReadAsStringAsync(Cancelled));

        foreach (var proposal in (Guid[])[ofOld, ofNew.GetProperty("id").GetGuid()])
        {
            var shown = (await directory.GetAsync($"proposals/{proposal}", Curator)).GetRawText();
            Assert.DoesNotContain("Care Quality Commission", shown, StringComparison.Ordinal);
            using var approved = await DecideAsync(Curator, proposal, "approval");
            Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        }

        foreach (var (service, name) in (IEnumerable<(Guid, string)>)[(id, "Reworded"), (ofNew.GetProperty("serviceId").GetGuid(), "New and forged")])
        {
            var entry = await directory.GetAsync($"services/{service}", directory.Editor);
            Assert.Equal(name, entry.GetProperty("name").GetString());
            Assert.False(entry.TryGetProperty("assuredOn", out _) || entry.TryGetProperty("assuredBy", out _) || entry.TryGetProperty("assurerEmail", out _));
        }
    }

    [Fact]
    public async Task Where_an_entry_is_merged_its_open_proposals_end_and_say_why()
    {
        var (gone, stays) = (await directory.PutServiceAsync(A.Service(directory.Provider)), await directory.PutServiceAsync(A.Service(directory.Provider)));
        var (owners, curators) = (await MadeAsync(Owner, For(gone, 1, A.Service(directory.Provider).With("name", "Own"))),
            await MadeAsync(Curator, For(gone, 1, A.Service(directory.Provider).With("name", "Curated"))));
        var ofOther = await MadeAsync(Owner, For(stays, 1, A.Service(directory.Provider).With("name", "Of the other")));

        using var merged = await MergeAsync(gone, stays);

        Assert.Equal(HttpStatusCode.OK, merged.StatusCode);
        foreach (var (proposal, reader) in (IEnumerable<(Guid, HttpClient)>)[(owners, Owner), (curators, Curator)])
        {
            var shown = (await directory.GetAsync($"proposals/{proposal}", reader)).GetProperty("proposal");
            Assert.Equal(("superseded", stays, "persona:curator"), (shown.GetProperty("status").GetString(),
                shown.GetProperty("mergedInto").GetGuid(), shown.GetProperty("decidedBy").GetString()));
            Assert.Contains("merged", shown.GetProperty("reason").GetString(), StringComparison.Ordinal);
            Assert.Equal(1, await AuditedAsync(proposal, "proposal.supersede"));
            using var late = await DecideAsync(directory.Host.Client(Roles.DirectoryEditor, "council", name: "second"), proposal, "approval");
            await Problem.AssertAsync(late, 409, "proposal.closed");
        }

        var history = (await directory.GetAsync($"services/{gone}/history", Curator)).GetProperty("items")[0];
        Assert.Equal(("merged", $"{new string('r', 1_000)} Open proposals superseded: 2."),
            (history.GetProperty("kind").GetString(), history.GetProperty("note").GetString()));
        Assert.Equal("proposed", (await directory.GetAsync($"proposals/{ofOther}", Owner)).GetProperty("proposal").GetProperty("status").GetString());
        using var again = await ProposeAsync(Owner, For(gone, 2, A.Service(directory.Provider).With("name", "Once more")));
        var text = await again.Content.ReadAsStringAsync(Cancelled);
        await Problem.AssertAsync(again, 409, "service.merged");
        Assert.Contains($"{stays}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_proposal_and_a_merge_at_once_none_is_left_waiting()
    {
        for (var n = 0; n < 5; n++)
        {
            var (gone, stays) = (await directory.PutServiceAsync(A.Service(directory.Provider)), await directory.PutServiceAsync(A.Service(directory.Provider)));

            var proposing = ProposeAsync(Owner, For(gone, 1, A.Service(directory.Provider).With("name", "At once")));
            var merging = MergeAsync(gone, stays);
            await Task.WhenAll(proposing, merging);

            Assert.Equal(HttpStatusCode.OK, (await merging).StatusCode);
            Assert.True((int)(await proposing).StatusCode is 201 or 409);
            Assert.Equal(0, (await directory.GetAsync($"proposals?serviceId={gone}&status=proposed", Curator)).GetProperty("total").GetInt32());
        }
    }

    private async Task<HttpResponseMessage> MergeAsync(Guid gone, Guid stays)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/directory/services/{gone}/merge")
        {
            Content = JsonContent.Create(new JsonObject { ["into"] = stays, ["intoVersion"] = 1, ["reason"] = new string('r', 1_000) }),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        return await Curator.SendAsync(request, Cancelled);
    }

    private async Task<int> AuditedAsync(Guid id, string action)
    {
        await using var db = directory.Host.Db();
        return await db.Database.SqlQuery<int>(
            $"select count(*)::int as \"Value\" from access_records where action = {action} and record_id = {id.ToString()}").SingleAsync(Cancelled);
    }
}
