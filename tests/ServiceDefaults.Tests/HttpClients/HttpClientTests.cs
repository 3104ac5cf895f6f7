using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegratedCare.ServiceDefaults.Tests.HttpClients;

public sealed class HttpClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://identity")]
    [InlineData("https+http://identity")]
    public async Task A_client_reaches_each_instance_of_a_service_in_turn(string address)
    {
        await using var first = await SmallService.StartAsync(map: app => app.MapGet("/who", () => "first"));
        await using var second = await SmallService.StartAsync(map: app => app.MapGet("/who", () => "second"));
        await using var caller = await CallerAsync(address, first, second);
        var client = Identity(caller);

        Assert.Equal("first", await client.GetStringAsync("/who", Token));
        Assert.Equal("second", await client.GetStringAsync("/who", Token));
        Assert.Equal("first", await client.GetStringAsync("/who", Token));
    }

    [Fact]
    public async Task A_read_moves_on_from_a_dead_instance()
    {
        var dead = await SmallService.StartAsync();
        await using var living = await SmallService.StartAsync(map: app => app.MapGet("/who", () => "living"));
        await using var caller = await CallerAsync("http://identity", dead, living);
        await dead.DisposeAsync();

        Assert.Equal("living", await Identity(caller).GetStringAsync("/who", Token));
    }

    [Fact]
    public async Task A_read_is_tried_three_times_and_a_write_once()
    {
        var asked = 0;
        IResult Busy() { Interlocked.Increment(ref asked); return TypedResults.StatusCode(503); }
        await using var busy = await SmallService.StartAsync(map: app => app.MapMethods("/busy", ["GET", "POST"], Busy));
        await using var caller = await CallerAsync("http://identity", busy);
        var client = Identity(caller);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/busy", Token)).StatusCode);
        Assert.Equal(3, asked);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsync("/busy", null, Token)).StatusCode);
        Assert.Equal(4, asked);
    }

    [Fact]
    public async Task An_unknown_service_fails_at_once_with_what_to_set()
    {
        await using var caller = await CallerAsync("http://identity");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Identity(caller).GetAsync("/who", Token));
        Assert.Contains("services__identity__http__0", failure.Message, StringComparison.Ordinal);
    }

    private static Task<SmallService> CallerAsync(string address, params SmallService[] instances) =>
        SmallService.StartAsync(
            builder => builder.Services.AddHttpClient("identity", client => client.BaseAddress = new Uri(address)),
            settings: [.. instances.Select((one, i) => ($"services:identity:http:{i}", one.App.Urls.Single()))]);

    private static HttpClient Identity(SmallService caller) =>
        caller.App.Services.GetRequiredService<IHttpClientFactory>().CreateClient("identity");
}
