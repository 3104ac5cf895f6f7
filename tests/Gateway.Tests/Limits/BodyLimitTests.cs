using System.Net;

namespace IntegratedCare.Gateway.Tests.Limits;

public sealed class BodyLimitTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_huge_body_is_refused_at_the_door()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        backEnd.Answer = async context => await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)]);
        using var client = gateway.Anonymous();

        var announced = await client.PostAsync("/api/ledger/funds", new ByteArrayContent(new byte[2_000_000]), Ending);

        await Refusal.IsAsync(announced, HttpStatusCode.RequestEntityTooLarge, "request.too-large");
        Assert.Empty(backEnd.Received);
    }

    [Fact]
    public async Task A_body_that_hides_its_size_is_cut_off()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        backEnd.Answer = async context => await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)]);
        using var client = gateway.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/ledger/funds")
        {
            Content = new ByteArrayContent(new byte[1_100_000]),
            Headers = { TransferEncodingChunked = true },
        };

        var answer = await client.SendAsync(request, Ending);

        await Refusal.IsAsync(answer, HttpStatusCode.RequestEntityTooLarge, "request.too-large");
    }
}
