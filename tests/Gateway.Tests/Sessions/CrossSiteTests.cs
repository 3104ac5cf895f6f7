using System.Net;
using System.Net.Http.Headers;

namespace IntegratedCare.Gateway.Tests.Sessions;

public sealed class CrossSiteTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("cross-site", null, false)]
    [InlineData("same-site", null, false)]
    [InlineData("none", null, false)]
    [InlineData("cross-site", "own", false)]
    [InlineData(null, "own", true)]
    [InlineData(null, "https://evil.example", false)]
    [InlineData(null, "null", false)]
    [InlineData(null, "http://127.0.0.1.evil.example", false)]
    [InlineData(null, null, false)]
    public async Task A_browser_s_session_changes_something_only_from_a_page_of_our_own(string? site, string? origin, bool may)
    {
        await using var place = await SessionPlace.StartAsync();
        using var browser = place.Browser(place.SignIn("analyst"));

        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch])
        {
            place.Ledger.Received.Clear();
            using var request = Request(method, "/api/ledger/funds", site, origin, place);

            var answer = await browser.SendAsync(request, Ending);

            if (may) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            else await Refusal.IsAsync(answer, HttpStatusCode.Forbidden, "request.cross-site");
            Assert.Equal(may, !place.Ledger.Received.IsEmpty);
        }
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData(null, "https://evil.example")]
    public async Task No_other_site_signs_a_visitor_in(string? site, string? origin)
    {
        await using var place = await SessionPlace.StartAsync();
        using var visitor = place.Gateway.Anonymous();

        foreach (var address in (string[])["/identity/sign-in", "/identity/sign-in/persona", "/IDENTITY/Sign-In/passkey"])
        {
            using var request = Request(HttpMethod.Post, address, site, origin, place);
            await Refusal.IsAsync(await visitor.SendAsync(request, Ending), HttpStatusCode.Forbidden, "request.cross-site");
        }
    }

    [Fact]
    public async Task Reading_with_a_cookie_from_elsewhere_is_left_to_the_browser_s_own_rules()
    {
        await using var place = await SessionPlace.StartAsync();
        using var browser = place.Browser(place.SignIn("analyst"));
        using var request = Request(HttpMethod.Get, "/api/ledger/funds", "cross-site", null, place);

        var answer = await browser.SendAsync(request, Ending);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_program_with_a_token_of_its_own_is_not_concerned()
    {
        await using var place = await SessionPlace.StartAsync();
        using var program = place.Gateway.As("analyst");

        var answer = await program.PostAsync("/api/ledger/funds", null, Ending);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_beside_the_cookie_does_not_lift_the_rule()
    {
        await using var place = await SessionPlace.StartAsync();
        using var browser = place.Browser(SessionPlace.NewCookie(), "__Host-ic_session");
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "brought");

        var answer = await browser.PostAsync("/api/ledger/funds", null, Ending);

        await Refusal.IsAsync(answer, HttpStatusCode.Forbidden, "request.cross-site");
    }

    private static HttpRequestMessage Request(HttpMethod method, string address, string? site, string? origin, SessionPlace place)
    {
        var request = new HttpRequestMessage(method, address);
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null) request.Headers.Add("Origin", origin == "own" ? place.Gateway.Address.GetLeftPart(UriPartial.Authority) : origin);
        return request;
    }
}
