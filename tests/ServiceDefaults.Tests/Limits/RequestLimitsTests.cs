using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IntegratedCare.ServiceDefaults.Tests.Limits;

public sealed class RequestLimitsTests
{
    private const int MiB = 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_of_a_mebibyte_is_read_and_one_byte_more_is_refused()
    {
        await using var service = await SmallService.StartAsync();

        var most = await service.Client.PostAsync("/length", JsonOf(MiB), Token);
        var over = await service.Client.PostAsync("/length", JsonOf(MiB + 1), Token);

        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, over.StatusCode);
    }

    [Fact]
    public async Task Too_many_or_too_large_headers_are_refused()
    {
        await using var service = await SmallService.StartAsync();
        using var many = new HttpRequestMessage(HttpMethod.Get, "/people/7");
        for (var i = 0; i < 70; i++) many.Headers.Add($"X-Header-{i}", "1");
        using var large = new HttpRequestMessage(HttpMethod.Get, "/people/7");
        large.Headers.Add("X-Header", new string('a', 20_000));

        Assert.Equal(
            HttpStatusCode.RequestHeaderFieldsTooLarge, (await service.Client.SendAsync(many, Token)).StatusCode);
        Assert.Equal(
            HttpStatusCode.RequestHeaderFieldsTooLarge, (await service.Client.SendAsync(large, Token)).StatusCode);
    }

    [Fact]
    public async Task A_slow_answer_is_given_up_with_a_problem()
    {
        await using var service = await SmallService.StartAsync(
            builder => builder.Services.PostConfigure<RequestTimeoutOptions>(timeouts => timeouts.DefaultPolicy =
                new RequestTimeoutPolicy
                {
                    Timeout = TimeSpan.FromMilliseconds(100),
                    TimeoutStatusCode = timeouts.DefaultPolicy!.TimeoutStatusCode,
                    WriteTimeoutResponse = timeouts.DefaultPolicy.WriteTimeoutResponse,
                }),
            app => app.MapGet("/slow", async (CancellationToken cancellationToken) =>
                await Task.Delay(Timeout.Infinite, cancellationToken)));

        var answer = await service.Client.GetAsync("/slow", Token);

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement;
        Assert.Equal("request.timed-out", problem.GetProperty("code").GetString());
        Assert.Equal("urn:integrated-care:request.timed-out", problem.GetProperty("type").GetString());
        Assert.Equal(504, problem.GetProperty("status").GetInt32());
        Assert.True(problem.TryGetProperty("traceId", out _));
    }

    [Fact]
    public async Task By_default_a_request_has_thirty_seconds_and_a_stop_twenty()
    {
        await using var service = await SmallService.StartAsync();

        var timeouts = service.App.Services.GetRequiredService<IOptions<RequestTimeoutOptions>>().Value;
        var host = service.App.Services.GetRequiredService<IOptions<HostOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(30), timeouts.DefaultPolicy?.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(20), host.ShutdownTimeout);
    }

    [Fact]
    public async Task An_answer_does_not_tell_which_server_gave_it()
    {
        await using var service = await SmallService.StartAsync();

        Assert.False((await service.Client.GetAsync("/people/7", Token)).Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_background_service_that_fails_stops_the_process()
    {
        await using var service = await SmallService.StartAsync(
            builder => builder.Services.AddHostedService<FailingRelay>());

        var stopping = new TaskCompletionSource();
        using var whenStopping = service.App.Lifetime.ApplicationStopping.Register(stopping.SetResult);
        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
    }

    private static StringContent JsonOf(int bytes) =>
        new($"\"{new string('a', bytes - 2)}\"", System.Text.Encoding.UTF8, "application/json");

    private sealed class FailingRelay(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            using var whenStarted = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            throw new InvalidOperationException("The relay failed.");
        }
    }
}
