using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace IntegratedCare.Gateway.Tests.Documentation;

public sealed class DescriptionTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_service_s_description_can_be_read_by_anyone_and_is_asked_for_once()
    {
        await using var backEnd = await BackEnd.StartAsync("ledger");
        await using var gateway = await GatewayHost.StartAsync([("ledger", backEnd)]);
        using var client = gateway.Anonymous();

        var list = await client.GetFromJsonAsync<JsonElement>("/openapi", Ending);
        var first = await client.GetFromJsonAsync<JsonElement>("/openapi/ledger.json", Ending);
        await client.GetAsync("/openapi/ledger.json", Ending);

        Assert.Equal(
            ["directory", "identity", "ledger", "quality", "scheduling", "gateway"],
            list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("service").GetString()));
        Assert.Equal("3.1.1", first.GetProperty("openapi").GetString());
        Assert.Single(backEnd.Received);
    }

    [Fact]
    public async Task The_gateway_describes_what_it_answers_itself()
    {
        await using var gateway = await GatewayHost.StartAsync([]);
        using var client = gateway.Anonymous();

        var description = await client.GetFromJsonAsync<JsonElement>("/openapi/gateway.json", Ending);

        var status = description.GetProperty("paths").GetProperty("/status").GetProperty("get");
        Assert.Equal("status.read", status.GetProperty("x-policy").GetString());
        Assert.False(description.GetProperty("paths").TryGetProperty("/docs", out _), "A page is no operation.");
    }

    [Fact]
    public async Task An_unknown_service_has_no_description_and_one_that_is_away_has_none_now()
    {
        await using var gateway = await GatewayHost.StartAsync([]);
        using var client = gateway.Anonymous();

        await Refusal.IsAsync(
            await client.GetAsync("/openapi/nothing.json", Ending), HttpStatusCode.NotFound, "description.unknown");
        await Refusal.IsAsync(
            await client.GetAsync("/openapi/quality.json", Ending), HttpStatusCode.ServiceUnavailable, "service.unavailable");
    }
}
