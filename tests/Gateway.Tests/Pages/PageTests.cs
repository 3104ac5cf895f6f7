using System.Net;
using System.Text.RegularExpressions;

namespace IntegratedCare.Gateway.Tests.Pages;

public sealed partial class PageTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/docs")]
    [InlineData("/account")]
    [InlineData("/account/invitation")]
    public async Task A_page_needs_nothing_from_elsewhere_and_everything_it_needs_is_there(string address)
    {
        await using var gateway = await GatewayHost.StartAsync([]);
        using var client = gateway.Anonymous();

        var page = await client.GetAsync(address, Ending);

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        var html = await page.Content.ReadAsStringAsync(Ending);
        Assert.Contains("lang=\"en-GB\"", html, StringComparison.Ordinal);
        var parts = Parts().Matches(html).Select(match => match.Groups["address"].Value).ToList();
        Assert.NotEmpty(parts);
        foreach (var part in parts)
        {
            Assert.StartsWith("/assets/", part, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(part, Ending)).StatusCode);
        }
    }

    [Fact]
    public async Task A_browser_that_has_a_page_is_not_sent_it_again()
    {
        await using var gateway = await GatewayHost.StartAsync([]);
        using var client = gateway.Anonymous();
        var first = await client.GetAsync("/assets/site.css", Ending);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/assets/site.css");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        var answer = await client.SendAsync(again, Ending);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    // What the browser fetches by itself: scripts, stylesheets, pictures.
    [GeneratedRegex("""(?:<script[^>]*src|<img[^>]*src|<link[^>]*href)="(?<address>[^"]+)""")]
    private static partial Regex Parts();
}
