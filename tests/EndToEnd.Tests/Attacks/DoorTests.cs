using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace IntegratedCare.EndToEnd.Tests.Attacks;

/// <summary>What can be tried at the only door: browsers' sessions, other sites, headers, redirects, masses.</summary>
public sealed class DoorTests(RunningSystem system)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_works_with_its_cookie_alone_and_no_page_ever_sees_a_token()
    {
        using var browser = await BrowserAsync("gp");

        var (status, me) = await Answers.SendAsync(browser, HttpMethod.Get, "/identity/me", null);
        var (found, services) = await Answers.SendAsync(browser, HttpMethod.Get, "/api/directory/services?search=leg+ulcer", null);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("persona:gp", me, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, found);
        Assert.DoesNotContain("eyJ", me + services, StringComparison.Ordinal);
        var token = string.Join('.', browser.DefaultRequestHeaders.GetValues("Cookie"));
        Assert.DoesNotContain(token.Split('.')[^1], system.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_signing_out_the_cookie_opens_nothing()
    {
        using var browser = await BrowserAsync("gp");
        Assert.Equal(HttpStatusCode.OK, (await Answers.SendAsync(browser, HttpMethod.Get, "/identity/me", null)).Status);

        await Answers.SendAsync(browser, HttpMethod.Post, "/identity/sign-out", null, ("Sec-Fetch-Site", "same-origin"));
        var (status, text) = await Answers.SendAsync(browser, HttpMethod.Get, "/identity/me", null);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("session.ended", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Requested-With", "XMLHttpRequest")]
    public async Task Another_site_s_page_changes_nothing_on_any_route(string header, string value)
    {
        using var browser = await BrowserAsync("operator");
        foreach (var service in Described.Services)
        {
            foreach (var operation in (await Described.ReadAsync(system, service)).Operations().Where(one => one.Method != HttpMethod.Get))
            {
                var (status, text) = await Answers.SendAsync(
                    browser, operation.Method, operation.Address(_ => Guid.NewGuid().ToString()), "{}", (header, value));

                Assert.True(status == HttpStatusCode.Forbidden && text.Contains("request.cross-site", StringComparison.Ordinal),
                    $"{operation}: {(int)status} {text}");
            }
        }

        Assert.Equal(HttpStatusCode.OK, (await Answers.SendAsync(browser, HttpMethod.Get, "/identity/me", null)).Status);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/%0d%0aLocation:%20https://evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_sent_to_another_site(string target)
    {
        using var anyone = system.Anonymous();
        string[] addresses =
        [
            $"/identity/sign-in/external/anybody?returnTo={Uri.EscapeDataString(target)}",
            $"/identity/sign-in/external/anybody/callback?code=1&state={Uri.EscapeDataString(target)}",
            $"/?returnTo={Uri.EscapeDataString(target)}", $"/{target}", $"//{target}",
        ];
        foreach (var address in addresses)
        {
            var answer = await RawAsync($"GET {address.Replace(" ", "%20", StringComparison.Ordinal)} HTTP/1.1", $"Host: {system.Address.Authority}");
            Assert.DoesNotContain("location:", answer.ToLowerInvariant().Split("\r\n\r\n")[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_host_of_somebody_else_is_refused_and_comes_back_in_no_link()
    {
        foreach (var header in (string[])["Host: evil.example", "Host: 127.0.0.1\r\nHost: evil.example", "Host: "])
        {
            var answer = await RawAsync("GET /identity/.well-known/openid-configuration HTTP/1.1", header);
            Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
        }

        foreach (var header in (string[])["X-Forwarded-Host: evil.example", "Forwarded: host=evil.example", "X-Original-Host: evil.example", "X-Host: evil.example"])
        {
            var answer = await RawAsync(
                "GET /identity/.well-known/openid-configuration HTTP/1.1", $"Host: {system.Address.Authority}", header);
            Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("evil", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Headers_cannot_be_smuggled_in()
    {
        var token = await system.TokenAsync("operator");
        var host = $"Host: {system.Address.Authority}";
        string[] refused =
        [
            await RawAsync("GET /identity/me HTTP/1.1", host, $"Authorization: Bearer {token}", "Authorization: Bearer x"),
            await RawAsync("GET /identity/me HTTP/1.1", host, $"X-A: 1\nAuthorization: Bearer {token}"),
            await RawAsync("POST /identity/me HTTP/1.1", host, "Content-Length: 4", "Content-Length: 40"),
            await RawAsync("GET /identity/me HTTP/1.1", host, "Bad Name: 1"),
            await RawAsync($"GET /identity/me%0d%0aAuthorization:%20Bearer%20{token} HTTP/1.1", host),
            await RawAsync("GET /identity/me HTTP/1.1", host, "X-Original-URL: /operations/ledger/status", "X-User: operator", "X-Role: operator"),
        ];

        Assert.All(refused, answer => Assert.Matches("^HTTP/1.1 4", answer));
        Assert.All(refused, answer => Assert.DoesNotContain("persona:operator", answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Both_lengths_of_a_body_are_not_believed()
    {
        var answer = await RawAsync("POST /identity/token HTTP/1.1", $"Host: {system.Address.Authority}",
            "Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked", "Content-Length: 5\r\n\r\n0\r\n\r\nGET /status HTTP/1.1\r\nHost: x\r\nX: y");

        // The chunks count; what follows them is a request of its own, and as such without a token and without a host of ours.
        Assert.DoesNotContain("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_from_one_caller_is_turned_away_and_the_others_notice_nothing()
    {
        using var greedy = await system.AsAsync("analyst");
        using var modest = await system.AsAsync("gp");
        var tooMany = 0;
        var retryAfter = 0.0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 4_000), new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Cancelled },
            async (_, ending) =>
            {
                using var answer = await greedy.GetAsync("/api/ledger/nothing-here", ending);
                if (answer.StatusCode != HttpStatusCode.TooManyRequests) return;
                Interlocked.Increment(ref tooMany);
                retryAfter = answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0;
            });

        Assert.True(tooMany > 0, "Nothing was turned away.");
        Assert.True(retryAfter >= 1, "Nobody said when to come back.");
        using var still = await modest.GetAsync("/api/directory/place", Cancelled);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    /// <summary>A browser in which the persona has signed in.</summary>
    private async Task<HttpClient> BrowserAsync(string persona)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = system.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/identity/sign-in/persona") { Content = JsonContent.Create(new { persona }) };
        request.Headers.Add("Origin", system.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await browser.SendAsync(request, Cancelled);
        Assert.Equal("signedIn", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("status").GetString());
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("ic_session=", StringComparison.Ordinal) && !one.StartsWith("ic_session=;", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        return browser;
    }

    private async Task<string> RawAsync(string requestLine, params string[] headers)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(system.Address.Host, system.Address.Port, Cancelled);
        await using var stream = connection.GetStream();
        var text = string.Join("\r\n", [requestLine, "Connection: close", .. headers]) + "\r\n\r\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), Cancelled);
        using var reader = new StreamReader(stream);
        try
        {
            return await reader.ReadToEndAsync(Cancelled);
        }
        catch (IOException)
        {
            return "HTTP/1.1 400 hung up";
        }
    }
}
