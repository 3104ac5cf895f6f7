using System.Net;
using IntegratedCare.Contracts.Quality;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using static IntegratedCare.DirectoryOfServices.Tests.Proposals.ProposalCalls;

namespace IntegratedCare.DirectoryOfServices.Tests.Proposals;

public sealed class DecideProposalTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private HttpClient Owner => directory.Host.Client(Roles.DirectoryEditor, "nca", name: "owner");

    private HttpClient Curator => directory.Host.Client(Roles.DirectoryEditor, "council", name: "curator");

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
}
