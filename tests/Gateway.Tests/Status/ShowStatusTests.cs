using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace IntegratedCare.Gateway.Tests.Status;

public sealed class ShowStatusTests
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operator_sees_the_whole_system_at_once_and_which_part_is_away()
    {
        await using var directory = await BackEnd.StartAsync("directory");
        await using var ledger = await BackEnd.StartAsync("ledger");
        await using var ledgerAway = await BackEnd.StartAsync("ledger");
        await using var quality = await BackEnd.StartAsync("quality");
        await using var scheduling = await BackEnd.StartAsync("scheduling");
        quality.Health = "unhealthy";
        await using var gateway = await GatewayHost.StartAsync(
            [("directory", directory), ("ledger", ledger), ("ledger", ledgerAway), ("quality", quality), ("scheduling", scheduling)]);
        await ledgerAway.StopAsync();
        await scheduling.StopAsync();
        using var client = gateway.As("operator");

        var status = await client.GetFromJsonAsync<JsonElement>("/status", Ending);

        Assert.Equal("degraded", status.GetProperty("status").GetString());
        var services = status.GetProperty("services").EnumerateArray()
            .ToDictionary(s => s.GetProperty("name").GetString()!, s => s.GetProperty("status").GetString());
        Assert.Equal("healthy", services["directory"]);
        Assert.Equal("degraded", services["ledger"]);
        Assert.Equal("unhealthy", services["quality"]);
        Assert.Equal("unreachable", services["scheduling"]);
        var outbox = status.GetProperty("outbox").EnumerateArray().Single(o => o.GetProperty("service").GetString() == "ledger");
        Assert.Equal(7, outbox.GetProperty("pending").GetInt32());
        Assert.Equal(42, outbox.GetProperty("oldestSeconds").GetInt32());
        var queue = status.GetProperty("errorQueues").EnumerateArray().Single(q => q.GetProperty("service").GetString() == "ledger");
        Assert.Equal("ledger.booking-made_error", queue.GetProperty("queue").GetString());
        Assert.Equal(3, queue.GetProperty("messages").GetInt32());
        Assert.All(ledger.Received, request => Assert.StartsWith("Bearer ", request.Headers["Authorization"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_hangs_does_not_hold_up_the_rest()
    {
        await using var hanging = await BackEnd.StartAsync("ledger");
        hanging.Health = "healthy";
        await using var silent = new SilentServer();
        await using var gateway = await GatewayHost.StartAsync(
            [("ledger", hanging)], web => web.UseSetting("services:quality:http:0", silent.Address));
        using var client = gateway.As("operator");
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var status = await client.GetFromJsonAsync<JsonElement>("/status", Ending);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), $"{clock.Elapsed}");
        var quality = status.GetProperty("services").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "quality");
        Assert.Equal("unreachable", quality.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Only_an_operator_sees_it()
    {
        await using var gateway = await GatewayHost.StartAsync([]);

        await Refusal.IsAsync(
            await gateway.Anonymous().GetAsync("/status", Ending), HttpStatusCode.Unauthorized, "request.unauthenticated");
        await Refusal.IsAsync(
            await gateway.As("gp").GetAsync("/status", Ending), HttpStatusCode.Forbidden, "request.forbidden");
    }
}
