using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace IntegratedCare.ServiceDefaults.Tests.Health;

public sealed class HealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_that_needs_nothing_is_ready_and_alive()
    {
        await using var service = await SmallService.StartAsync();

        const string well = """{"status":"healthy","checks":[{"name":"self","status":"healthy"}]}""";
        Assert.Equal(well, await service.Client.GetStringAsync("/health", Token));
        Assert.Equal(well, await service.Client.GetStringAsync("/alive", Token));
    }

    [Fact]
    public async Task A_failing_need_makes_it_unready_but_not_dead_and_is_named_without_its_reason()
    {
        await using var service = await SmallService.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("database", () => throw new InvalidOperationException("password=SECRET")));

        var ready = await service.Client.GetAsync("/health", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("application/json", ready.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """{"status":"unhealthy","checks":[{"name":"self","status":"healthy"},{"name":"database","status":"unhealthy"}]}""",
            await ready.Content.ReadAsStringAsync(Token));

        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/alive", Token)).StatusCode);
    }

    [Fact]
    public async Task A_check_that_hangs_is_given_five_seconds_unless_it_asks_for_its_own_time()
    {
        await using var service = await SmallService.StartAsync(builder => builder.Services.AddHealthChecks()
            .AddCheck("hung", new Hung(), timeout: TimeSpan.FromMilliseconds(50)));

        var checks = service.App.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;
        Assert.Equal(TimeSpan.FromSeconds(5), checks.Single(check => check.Name == "self").Timeout);

        var ready = await service.Client.GetAsync("/health", Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains(
            """{"name":"hung","status":"unhealthy"}""", await ready.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probes_need_no_sign_in()
    {
        await using var service = await SmallService.StartAsync(
            builder =>
            {
                builder.Services.AddAuthentication();
                builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(
                    new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
            });

        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/health", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/alive", Token)).StatusCode);
    }

    private sealed class Hung : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
