using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IntegratedCare.DirectoryOfServices.Links;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntegratedCare.DirectoryOfServices.Tests.Links;

public sealed class LinkCheckerTests(DirectoryHost directory) : IClassFixture<DirectoryHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_opened_only_where_the_place_says_so_and_a_broken_one_counts_the_second_time()
    {
        await using var server = await PageServer.StartAsync(Cancelled);
        using var fetch = new LinkFetch(Options.Create(new LinkPolicy { PrivateHosts = [server.Address.Authority] }));
        using var checker = Checker(fetch);
        var there = await PutAsync(server.Page("/"));
        var gone = await PutAsync(server.Page("/gone"));
        var alsoGone = await PutAsync(server.Page("/gone"));
        await PutAsync(null);

        Assert.Equal(0, await checker.SweepAsync(Cancelled));
        Assert.Empty(server.Asked);

        await SwitchAsync(true);
        await checker.SweepAsync(Cancelled);
        Assert.Equal(["GET /gone", "HEAD /", "HEAD /gone"], server.Asked.Order());
        await checker.SweepAsync(Cancelled);
        Assert.Equal(3, server.Asked.Count);
        Assert.DoesNotContain("linkBroken", await ChecksAsync(gone), StringComparison.Ordinal);

        directory.Clock.Now = directory.Clock.Now.AddDays(1);
        await checker.SweepAsync(Cancelled);
        Assert.Equal(5, server.Asked.Count);
        Assert.Contains("linkBroken (url)", await ChecksAsync(gone), StringComparison.Ordinal);
        Assert.Contains("linkBroken (url)", await ChecksAsync(alsoGone), StringComparison.Ordinal);
        Assert.DoesNotContain("linkBroken", await ChecksAsync(there), StringComparison.Ordinal);

        // Another address is another page: what was found of the former one says nothing of it.
        await directory.PutAsync($"services/{gone}", A.Service(directory.Provider).With("url", server.Page("/")));
        Assert.DoesNotContain("linkBroken", await ChecksAsync(gone), StringComparison.Ordinal);
        await SwitchAsync(false);
        Assert.DoesNotContain("linkBroken", await ChecksAsync(alsoGone), StringComparison.Ordinal);
        directory.Clock.Now = directory.Clock.Now.AddDays(30);
        Assert.Equal(0, await checker.SweepAsync(Cancelled));
    }

    [Fact]
    public async Task Two_replicas_open_each_page_once()
    {
        await using var server = await PageServer.StartAsync(Cancelled);
        using var fetch = new LinkFetch(Options.Create(new LinkPolicy { PrivateHosts = [server.Address.Authority] }));
        using var one = Checker(fetch);
        using var other = Checker(fetch);
        for (var n = 0; n < 30; n++) await PutAsync(server.Page($"/page-{n}"));
        await SwitchAsync(true);

        await Task.WhenAll(one.SweepAsync(Cancelled), other.SweepAsync(Cancelled));

        await SwitchAsync(false);
        Assert.Equal(30, server.Asked.Count(asked => asked.StartsWith("HEAD /page-", StringComparison.Ordinal)));
    }

    private LinkChecker Checker(LinkFetch fetch) => new(
        directory.Host.Services.GetRequiredService<IServiceScopeFactory>(), fetch, Options.Create(new LinkPolicy()), directory.Clock,
        NullLogger<LinkChecker>.Instance);

    private Task<Guid> PutAsync(string? url) => directory.PutServiceAsync(A.Service(directory.Provider).With("url", url));

    private async Task SwitchAsync(bool on)
    {
        using var put = await directory.Loader.PutAsJsonAsync(
            "/api/directory/settings", new JsonObject { ["assuranceMonths"] = 3, ["fetchLinks"] = on }, Cancelled);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
    }

    private async Task<string> ChecksAsync(Guid id) =>
        (await directory.GetAsync($"services/{id}/staleness")).GetProperty("parts")[2].GetProperty("explanation").GetString() ?? "";
}
