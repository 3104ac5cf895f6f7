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

    [Fact]
    public async Task A_file_of_services_may_be_large_and_nothing_else_beside_it()
    {
        await using var backEnd = await BackEnd.StartAsync("directory");
        var read = 0L;
        backEnd.Answer = async context =>
        {
            var buffer = new byte[64 * 1024];
            for (int some; (some = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;) read += some;
        };
        await using var gateway = await GatewayHost.StartAsync([("directory", backEnd)]);
        using var client = gateway.Anonymous();

        using var import = await client.PostAsync("/api/directory/imports?format=csv", new ByteArrayContent(new byte[2_000_000]), Ending);
        using var another = gateway.Anonymous();
        using var application = await another.PostAsync(
            $"/api/directory/imports/{Guid.NewGuid()}/application", new ByteArrayContent(new byte[2_000_000]), Ending);

        Assert.Equal((HttpStatusCode.OK, 2_000_000), (import.StatusCode, read));
        await Refusal.IsAsync(application, HttpStatusCode.RequestEntityTooLarge, "request.too-large");
    }
}
