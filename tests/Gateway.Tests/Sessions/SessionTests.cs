using System.Net;
using System.Net.Http.Headers;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IntegratedCare.Gateway.Tests.Sessions;

public sealed class SessionTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_gets_the_session_s_token_for_itself_and_never_the_cookie()
    {
        await using var place = await SessionPlace.StartAsync();
        var cookie = place.SignIn("analyst");
        using var browser = place.Browser(cookie);

        var answer = await browser.GetAsync("/api/ledger/funds", Ending);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var heard = SessionPlace.Heard(place.Ledger).Headers;
        var token = new JsonWebToken(heard["Authorization"]["Bearer ".Length..]);
        Assert.Equal(["ledger"], token.Audiences);
        Assert.Equal("analyst", token.GetClaim("role").Value);
        Assert.False(heard.ContainsKey("Cookie"));
        Assert.DoesNotContain(cookie, string.Join('\n', heard.Values), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain(token.EncodedToken, $"{answer.Headers}{await answer.Content.ReadAsStringAsync(Ending)}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_identity_service_alone_hears_the_cookie_and_sets_one()
    {
        await using var place = await SessionPlace.StartAsync();
        var cookie = place.SignIn("gp");
        using var browser = place.Browser(cookie);

        var answer = await browser.GetAsync("/identity/session", Ending);

        var heard = place.Identity.Received.Single(request => request.Path == "/identity/session").Headers;
        Assert.Contains($"ic_session={cookie}", heard["Cookie"], StringComparison.Ordinal);
        Assert.Equal(["identity"], new JsonWebToken(heard["Authorization"]["Bearer ".Length..]).Audiences);
        Assert.Equal("planted=1", Assert.Single(answer.Headers.GetValues("Set-Cookie")));
    }

    [Fact]
    public async Task A_crowd_of_requests_asks_for_the_token_once()
    {
        await using var place = await SessionPlace.StartAsync();
        using var browser = place.Browser(place.SignIn("analyst"));
        place.Hold = new();

        var asking = Enumerable.Range(0, 30).Select(_ => browser.GetAsync("/api/ledger/funds", Ending)).ToArray();
        await IntegratedCare.Testing.Eventually.Async(() => !place.Asked.IsEmpty);
        place.Hold.SetResult();
        var answers = await Task.WhenAll(asking);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(["ledger"], place.Asked);
    }

    [Fact]
    public async Task A_session_that_signs_out_here_is_over_with_the_next_request()
    {
        await using var place = await SessionPlace.StartAsync();
        using var browser = place.Browser(place.SignIn("analyst"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/ledger/funds", Ending)).StatusCode);

        using var signOut = new HttpRequestMessage(HttpMethod.Post, "/identity/sign-out") { Headers = { { "Sec-Fetch-Site", "same-origin" } } };
        await browser.SendAsync(signOut, Ending);

        await Refusal.IsAsync(await browser.GetAsync("/api/ledger/funds", Ending), HttpStatusCode.Unauthorized, "session.ended");
    }

    [Fact]
    public async Task Where_others_sessions_may_have_ended_all_are_asked_about_anew()
    {
        await using var place = await SessionPlace.StartAsync();
        using var revoker = place.Browser(place.SignIn("analyst"));
        var stolen = place.SignIn("gp");
        using var thief = place.Browser(stolen);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/api/ledger/funds", Ending)).StatusCode);

        place.Open.TryRemove(stolen, out _);
        using var revoke = new HttpRequestMessage(HttpMethod.Post, "/identity/sessions/revoke-others") { Headers = { { "Sec-Fetch-Site", "same-origin" } } };
        Assert.Equal(HttpStatusCode.OK, (await revoker.SendAsync(revoke, Ending)).StatusCode);

        await Refusal.IsAsync(await thief.GetAsync("/api/ledger/funds", Ending), HttpStatusCode.Unauthorized, "session.ended");
    }

    [Fact]
    public async Task An_ended_session_is_told_so_and_its_cookie_taken_away()
    {
        await using var place = await SessionPlace.StartAsync();
        using var browser = place.Browser(SessionPlace.NewCookie());

        foreach (var address in (string[])["/api/ledger/funds", "/status"])
        {
            var answer = await browser.GetAsync(address, Ending);

            await Refusal.IsAsync(answer, HttpStatusCode.Unauthorized, "session.ended");
            var cleared = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
            Assert.StartsWith("ic_session=; expires=Thu, 01 Jan 1970", cleared, StringComparison.Ordinal);
            Assert.Contains("httponly", cleared, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_wrong_password_is_still_answered_as_one_at_a_browser_whose_session_ended()
    {
        await using var place = await SessionPlace.StartAsync();
        using var browser = place.Browser(SessionPlace.NewCookie());
        using var signIn = new HttpRequestMessage(HttpMethod.Post, "/identity/sign-in") { Headers = { { "Sec-Fetch-Site", "same-origin" } } };

        var answer = await browser.SendAsync(signIn, Ending);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("sign-in.refused", await answer.Content.ReadAsStringAsync(Ending), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Whoever_brings_a_token_means_that_one_and_not_the_cookie()
    {
        await using var place = await SessionPlace.StartAsync();
        using var browser = place.Browser(place.SignIn("analyst"));
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "brought");

        await browser.GetAsync("/api/ledger/funds", Ending);

        Assert.Equal("Bearer brought", SessionPlace.Heard(place.Ledger).Headers["Authorization"]);
        Assert.Empty(place.Asked);
    }

    [Fact]
    public async Task While_nobody_can_say_whether_a_session_is_open_nobody_is_signed_out()
    {
        await using var place = await SessionPlace.StartAsync();
        using var browser = place.Browser(place.SignIn("analyst"));
        place.Trouble = HttpStatusCode.InternalServerError;

        var answer = await browser.GetAsync("/api/ledger/funds", Ending);

        await Refusal.IsAsync(answer, HttpStatusCode.ServiceUnavailable, "service.unavailable");
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        place.Trouble = null;
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/ledger/funds", Ending)).StatusCode);
    }

    [Fact]
    public async Task The_gateway_s_own_pages_take_the_session_and_each_service_is_asked_with_its_own_token()
    {
        await using var place = await SessionPlace.StartAsync();
        using var browser = place.Browser(place.SignIn("operator"));

        var answer = await browser.GetAsync("/status", Ending);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"version\":\"1.2.3\"", await answer.Content.ReadAsStringAsync(Ending), StringComparison.Ordinal);
        var heard = place.Ledger.Received.Single(request => request.Path == "/operations/ledger/status").Headers;
        Assert.Equal(["ledger"], new JsonWebToken(heard["Authorization"]["Bearer ".Length..]).Audiences);
    }

    [Fact]
    public async Task A_token_for_a_service_opens_nothing_at_the_gateway_itself()
    {
        await using var place = await SessionPlace.StartAsync();
        using var client = place.Gateway.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", place.Gateway.Token("operator", audience: "ledger"));

        var answer = await client.GetAsync("/status", Ending);

        await Refusal.IsAsync(answer, HttpStatusCode.Unauthorized, "request.unauthenticated");
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("0123456789abcdef0123456789abcdef.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("0123456789abcdef0123456789abcdeX.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("%00%0d%0aSet-Cookie:x=1")]
    public async Task What_cannot_be_a_session_is_not_even_asked_about(string cookie)
    {
        await using var place = await SessionPlace.StartAsync();
        using var browser = place.Browser(cookie);

        var answer = await browser.GetAsync("/api/ledger/funds", Ending);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(place.Asked);
    }

    [Fact]
    public async Task An_address_that_tries_one_cookie_after_another_is_stopped_and_open_sessions_go_on()
    {
        await using var place = await SessionPlace.StartAsync(web =>
        {
            web.UseSetting("Limits:Anonymous:Burst", "100000");
            web.UseSetting("Limits:Anonymous:PerSecond", "1000");
        });
        using var browser = place.Browser(place.SignIn("analyst"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/ledger/funds", Ending)).StatusCode);

        var statuses = new List<HttpStatusCode>();
        for (var guess = 0; guess < 400 && !statuses.Contains(HttpStatusCode.TooManyRequests); guess++)
        {
            using var guesser = place.Browser(SessionPlace.NewCookie());
            statuses.Add((await guesser.GetAsync("/api/ledger/funds", Ending)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/ledger/funds", Ending)).StatusCode);
    }
}
