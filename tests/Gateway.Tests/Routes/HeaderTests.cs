
namespace IntegratedCare.Gateway.Tests.Routes;

public sealed class HeaderTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static readonly string[] Pretences =
    [
        "Forwarded", "X-Forwarded-Prefix", "X-Forwarded-User", "X-Real-IP", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override",
        "True-Client-IP", "Proxy", "TE", "Keep-Alive", "Upgrade", "Cookie",
    ];

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_hears_the_caller_s_trace_and_where_the_call_came_from_and_no_pretence()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)]);
        using var client = gateway.As("analyst");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/ledger/funds");
        request.Headers.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Purpose", "audit");
        foreach (var pretence in Pretences) request.Headers.TryAddWithoutValidation(pretence, "pretence");

        await client.SendAsync(request, Ending);

        var headers = Assert.Single(backEnd.Received).Headers;
        Assert.StartsWith($"00-{TraceId}-", headers["traceparent"], StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", headers["X-Forwarded-For"]);
        Assert.Equal(gateway.Address.Authority, headers["X-Forwarded-Host"]);
        Assert.Equal("http", headers["X-Forwarded-Proto"]);
        Assert.StartsWith("Bearer ", headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("audit", headers["X-Purpose"]);
        Assert.DoesNotContain("pretence", string.Join('\n', headers.Values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/ledger/funds")]
    [InlineData("/api/quality/incidents")]
    [InlineData("/unknown")]
    public async Task Every_answer_tells_browsers_to_be_careful(string address)
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        backEnd.Answer = context =>
        {
            context.Response.Headers.Server = "anything 1.0";
            return Task.CompletedTask;
        };
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)]);

        var answer = await gateway.Anonymous().GetAsync(address, Ending);

        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(answer.Headers.Contains("Server"));
        Assert.NotNull(answer.Headers.CacheControl);
    }
}
