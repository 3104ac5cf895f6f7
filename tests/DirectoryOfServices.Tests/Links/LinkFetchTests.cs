using IntegratedCare.DirectoryOfServices.Links;
using Microsoft.Extensions.Options;

namespace IntegratedCare.DirectoryOfServices.Tests.Links;

public sealed class LinkFetchTests : IAsyncLifetime
{
    private PageServer? running;

    private PageServer Server => running ?? throw new InvalidOperationException("Not started.");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => running = await PageServer.StartAsync(Cancelled);

    public async ValueTask DisposeAsync()
    {
        if (running is not null) await running.DisposeAsync();
    }

    [Theory]
    [InlineData("/", LinkOutcome.Reachable, 200)]
    [InlineData("/no-head", LinkOutcome.Reachable, 200)]
    [InlineData("/members-only", LinkOutcome.Reachable, 403)]
    [InlineData("/elsewhere", LinkOutcome.Reachable, 200)]
    [InlineData("/endless", LinkOutcome.Reachable, 200)]
    [InlineData("/gone", LinkOutcome.Broken, 410)]
    [InlineData("/failing", LinkOutcome.Broken, 503)]
    [InlineData("/round-and-round", LinkOutcome.Broken, null)]
    [InlineData("/never", LinkOutcome.Unreachable, null)]
    public async Task A_page_is_there_or_not(string path, object outcome, int? status)
    {
        using var fetch = Fetch(Server.Address.Authority);

        Assert.Equal(((LinkOutcome)outcome, status), await fetch.OpenAsync(Server.Page(path), Cancelled));
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_private_address_by_whatever_name()
    {
        using var fetch = Fetch();
        var port = Server.Address.Port;

        foreach (var url in (string[])[
            $"http://127.0.0.1:{port}/", $"http://localhost:{port}/", $"http://[::1]:{port}/", $"http://0x7f.1:{port}/", $"http://2130706433:{port}/",
            $"http://[::ffff:127.0.0.1]:{port}/", "http://169.254.169.254/latest/meta-data/", "https://10.0.0.1/", "http://0.0.0.0/"])
            Assert.Equal((LinkOutcome.NotPublic, null), await fetch.OpenAsync(url, Cancelled));

        Assert.Empty(Server.Asked);
    }

    [Fact]
    public async Task A_redirect_leads_to_no_private_address()
    {
        await using var inner = await PageServer.StartAsync(Cancelled);
        using var fetch = Fetch(Server.Address.Authority);
        Server.Elsewhere = inner.Page("/secret");

        var (outcome, _) = await fetch.OpenAsync(Server.Page("/elsewhere"), Cancelled);

        Assert.Equal(LinkOutcome.NotPublic, outcome);
        Assert.Empty(inner.Asked);
        Assert.NotEmpty(Server.Asked);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.org/")]
    public async Task A_redirect_to_what_is_no_page_is_broken(string target)
    {
        using var fetch = Fetch(Server.Address.Authority);
        Server.Elsewhere = target;

        Assert.Equal(LinkOutcome.Broken, (await fetch.OpenAsync(Server.Page("/elsewhere"), Cancelled)).Outcome);
    }

    private static LinkFetch Fetch(params string[] privateHosts) =>
        new(Options.Create(new LinkPolicy { PrivateHosts = privateHosts, AnswerSeconds = 2 }));
}
