using System.Net;

namespace IntegratedCare.Gateway.Tests.OpenData;

public sealed class OpenDataTests
{
    private const string Elsewhere = "https://a-charity.example";
    private static readonly string Cookie = $"ic_session={new string('a', 32)}.{new string('b', 43)}";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/open-referral/v3/services?page=2")]
    [InlineData("/open-referral/v3/")]
    [InlineData("/fhir/r4/HealthcareService?_count=5")]
    public async Task Any_site_s_page_may_read_what_is_open(string address)
    {
        await using var directory = await BackEnd.StartAsync("directory");
        await using var gateway = await GatewayHost.StartAsync([("directory", directory)]);

        using var answer = await AskAsync(gateway, HttpMethod.Get, address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        var heard = Assert.Single(directory.Received);
        Assert.Equal(address, heard.Path + heard.Query);
    }

    [Theory]
    [InlineData("/open-referral/v3/services")]
    [InlineData("/fhir/r4/metadata")]
    public async Task A_browser_that_is_signed_in_is_nobody_there(string address)
    {
        await using var directory = await BackEnd.StartAsync("directory");
        await using var gateway = await GatewayHost.StartAsync([("directory", directory)]);

        using var answer = await AskAsync(gateway, HttpMethod.Get, address, cookie: Cookie);

        // Identity cannot be asked about the cookie here: had the gateway wanted to, it would have had to refuse.
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var headers = Assert.Single(directory.Received).Headers;
        Assert.DoesNotContain("Authorization", headers.Keys);
        Assert.DoesNotContain("Cookie", headers.Keys);
    }

    [Theory]
    [InlineData("/fhir/r4/Appointment/0199")]
    [InlineData("/fhir/r4/Slot?status=free")]
    public async Task The_diary_s_types_are_reached_by_a_token_of_one_s_own_and_never_by_a_browser_s_session(string address)
    {
        await using var diary = await BackEnd.StartAsync("scheduling");
        await using var gateway = await GatewayHost.StartAsync([("scheduling", diary)]);
        using var program = gateway.As("gp");

        using var answer = await AskAsync(gateway, HttpMethod.Get, address, cookie: Cookie);
        using var own = await program.GetAsync(new Uri(address, UriKind.Relative), Ending);

        Assert.Equal(2, diary.Received.Count);
        Assert.DoesNotContain("Authorization", diary.Received.First().Headers.Keys);
        Assert.DoesNotContain("Cookie", diary.Received.First().Headers.Keys);
        Assert.Contains("Authorization", diary.Received.Last().Headers.Keys);
        Assert.Equal("*", Assert.Single(own.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(own.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("/open-referral/v3/services", "GET, HEAD, OPTIONS")]
    [InlineData("/fhir/r4/Location", "GET, POST, OPTIONS")]
    [InlineData("/fhir/r4/Slot", "GET, POST, OPTIONS")]
    [InlineData("/fhir/r4/Appointment/0199", "GET, POST, PUT, PATCH, OPTIONS")]
    [InlineData("/fhir/r4/ServiceRequest", "GET, POST, PUT, PATCH, OPTIONS")]
    public async Task What_a_browser_asks_first_is_answered_at_the_door(string address, string methods)
    {
        await using var directory = await BackEnd.StartAsync("directory");
        await using var gateway = await GatewayHost.StartAsync([("directory", directory)]);

        using var answer = await AskAsync(gateway, HttpMethod.Options, address, asksFor: "GET");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(methods, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Empty(directory.Received);
    }

    [Fact]
    public async Task A_page_elsewhere_can_read_why_it_was_refused()
    {
        await using var gateway = await GatewayHost.StartAsync([]);

        using var answer = await AskAsync(gateway, HttpMethod.Get, "/open-referral/v3/services");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task Whoever_asks_too_much_of_the_open_data_is_told_to_wait()
    {
        await using var directory = await BackEnd.StartAsync("directory");
        await using var gateway = await GatewayHost.StartAsync(
            [("directory", directory)], web => web.UseSetting("Limits:Anonymous:Burst", "1").UseSetting("Limits:Anonymous:PerMinute", "1"));
        using var first = await AskAsync(gateway, HttpMethod.Get, "/open-referral/v3/services");

        using var second = await AskAsync(gateway, HttpMethod.Get, "/open-referral/v3/services");

        await Refusal.IsAsync(second, HttpStatusCode.TooManyRequests, "request.too-many");
        Assert.Equal("*", Assert.Single(second.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Theory]
    [InlineData("/api/directory/services")]
    [InlineData("/open-referral/v3x/services")]
    [InlineData("/status")]
    public async Task Nothing_else_is_open_to_pages_elsewhere(string address)
    {
        await using var directory = await BackEnd.StartAsync("directory");
        await using var gateway = await GatewayHost.StartAsync([("directory", directory)]);

        using var answer = await AskAsync(gateway, HttpMethod.Get, address);
        using var preflight = await AskAsync(gateway, HttpMethod.Options, address, asksFor: "GET");

        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/fhir/r4/Location", "application/fhir+json", "transient")]
    [InlineData("/open-referral/v3/services", "application/problem+json", null)]
    public async Task What_the_door_itself_refuses_it_refuses_in_the_standard_s_own_words(string address, string mediaType, string? issue)
    {
        await using var gateway = await GatewayHost.StartAsync([]);

        using var answer = await AskAsync(gateway, HttpMethod.Get, address);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.MediaType);
        var body = await answer.Content.ReadAsStringAsync(Ending);
        Assert.Contains("service.unavailable", body, StringComparison.Ordinal);
        if (issue is not null) Assert.Contains($"\"code\":\"{issue}\"", body, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> AskAsync(
        GatewayHost gateway, HttpMethod method, string address, string? cookie = null, string? asksFor = null)
    {
        using var client = gateway.Anonymous();
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Origin", Elsewhere);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        if (asksFor is not null) request.Headers.Add("Access-Control-Request-Method", asksFor);
        return await client.SendAsync(request, Ending);
    }
}
