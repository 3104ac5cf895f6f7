using System.Net;
using Microsoft.AspNetCore.Hosting;

namespace IntegratedCare.Gateway.Tests.Limits;

public sealed class CallerLimitsTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_asks_too_much_hears_when_to_go_on_and_the_rest_notice_nothing()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)], Narrow);
        using var greedy = gateway.As("analyst", "greedy");
        using var modest = gateway.As("analyst", "modest");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => greedy.GetAsync("/api/ledger/funds", Ending)));
        var tooMany = answers.First(answer => answer.StatusCode != HttpStatusCode.OK);

        await Refusal.IsAsync(tooMany, HttpStatusCode.TooManyRequests, "request.too-many");
        Assert.True(tooMany.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await modest.GetAsync("/api/ledger/funds", Ending)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Anonymous().GetAsync("/api/ledger/funds", Ending)).StatusCode);
    }

    [Fact]
    public async Task A_token_for_one_service_alone_counts_as_its_holder_s()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)], Narrow);
        using var client = gateway.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", gateway.Token("analyst", audience: "ledger"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.GetAsync("/api/ledger/funds", Ending)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task A_token_made_up_on_the_spot_counts_as_no_token()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)], Narrow);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            using var client = gateway.Anonymous();
            client.DefaultRequestHeaders.Authorization = new("Bearer", $"made-up-{number}");
            return (await client.GetAsync("/api/ledger/funds", Ending)).StatusCode;
        }));

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }

    [Theory]
    [InlineData("/identity/sign-in")]
    [InlineData("/IDENTITY/token/")]
    [InlineData("/identity/sign-in/second-factor")]
    [InlineData("/identity/password/reset-request")]
    [InlineData("/identity/invitations/acceptance")]
    public async Task Guessing_and_letters_are_limited_by_address_whoever_asks(string address)
    {
        await using var identity = await BackEnd.StartAsync("identity");
        await using var gateway = await GatewayHost.StartAsync([], web =>
        {
            web.UseSetting("services:identity:http:1", identity.Address);
            foreach (var limit in (string[])["SigningIn", "Letters"])
            {
                web.UseSetting($"Limits:{limit}:Burst", "3");
                web.UseSetting($"Limits:{limit}:PerMinute", "1");
            }
        });

        var answers = new List<HttpResponseMessage>();
        foreach (var name in (string[])["one", "two", "three", "four", "five"])
        {
            using var client = gateway.As("analyst", name);
            answers.Add(await client.PostAsync(address, null, Ending));
        }

        Assert.Equal(2, answers.Count(answer => answer.StatusCode == HttpStatusCode.TooManyRequests));
        await Refusal.IsAsync(answers[^1], HttpStatusCode.TooManyRequests, "request.too-many");
        Assert.True(answers[^1].Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        using var reader = gateway.As("analyst", "reader");
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(address, Ending)).StatusCode);
    }

    [Fact]
    public async Task Health_probes_are_never_refused()
    {
        await using var gateway = await GatewayHost.StartAsync([], Narrow);
        using var client = gateway.Anonymous();

        for (var probe = 0; probe < 20; probe++)
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/alive", Ending)).StatusCode);
    }

    private static void Narrow(IWebHostBuilder web)
    {
        web.UseSetting("Limits:SignedIn:Burst", "5");
        web.UseSetting("Limits:SignedIn:PerSecond", "1");
        web.UseSetting("Limits:Anonymous:Burst", "3");
        web.UseSetting("Limits:Anonymous:PerSecond", "1");
    }
}
