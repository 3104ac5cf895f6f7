using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.DirectoryOfServices.Tests.Duplicates;

public sealed class FindDuplicatesTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private readonly MergeCalls calls = new(directory);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Duplicates_are_listed_until_they_are_merged_or_said_to_be_two()
    {
        var entry = calls.Entry("Quokka cuddling circle", "q").With("telephone", "0161 496 0077");
        var (one, other) = (await directory.PutServiceAsync(entry), await directory.PutServiceAsync(entry));
        await directory.PutServiceAsync(calls.Entry("Something else entirely", "x").With("telephone", "0161 496 0077"));

        var pair = Assert.Single((await DuplicatesAsync($"serviceId={one}")).GetProperty("items").EnumerateArray());
        Assert.Equal(new[] { one, other }.Order(), new[] { pair.GetProperty("one").GetProperty("id").GetGuid(), pair.GetProperty("other").GetProperty("id").GetGuid() }.Order());
        Assert.Equal(["sameName", "sameProvider", "sameTelephone"], pair.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()));
        Assert.Equal(0.9, pair.GetProperty("score").GetDouble(), 3);
        Assert.Empty((await DuplicatesAsync($"serviceId={one}&minScore=0.95")).GetProperty("items").EnumerateArray());

        using var merged = await calls.MergeAsync(one, other);
        Assert.Empty((await DuplicatesAsync($"serviceId={other}")).GetProperty("items").EnumerateArray());
        using var undone = await calls.UnmergeAsync(one, "\"2\"");
        Assert.NotEmpty((await DuplicatesAsync($"serviceId={other}")).GetProperty("items").EnumerateArray());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => DismissAsync(n % 2 == 0 ? one : other, n % 2 == 0 ? other : one, $"Two of them {n}")));

        var told = await Task.WhenAll(answers.Select(DirectoryHost.ReadAsync));
        Assert.Single(told.Select(t => t.GetProperty("reason").GetString()).Distinct());
        Assert.Empty((await DuplicatesAsync($"serviceId={one}")).GetProperty("items").EnumerateArray());
        await Problem.AssertAsync(await DismissAsync(one, one, "x"), 422, "duplicate.itself");
        await Problem.AssertAsync(await DismissAsync(one, Guid.NewGuid(), "x"), 404, "service.unknown");
        await Problem.AssertAsync(await DismissAsync(one, other, ""), 400, "request.invalid");
        using var owner = await directory.Host.Client(Roles.DirectoryEditor, "nca").GetAsync(new Uri("/api/directory/duplicates", UriKind.Relative), Cancelled);
        await Problem.AssertAsync(owner, 403, "directory.curators-only");
        using var wrong = await directory.Editor.GetAsync(new Uri("/api/directory/duplicates?minScore=0.1", UriKind.Relative), Cancelled);
        await Problem.AssertAsync(wrong, 400, "request.invalid");
    }

    private Task<HttpResponseMessage> DismissAsync(Guid one, Guid other, string reason) => directory.Editor.PostAsJsonAsync(
        "/api/directory/duplicates/dismissal", new JsonObject { ["one"] = one, ["other"] = other, ["reason"] = reason }, Cancelled);

    private Task<JsonElement> DuplicatesAsync(string query) => directory.GetAsync($"duplicates?{query}", directory.Editor);
}
