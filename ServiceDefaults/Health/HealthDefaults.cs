using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IntegratedCare.ServiceDefaults.Health;

internal static class HealthDefaults
{
    /// <summary>Ready: everything the process needs answers, so it may be given work.</summary>
    public const string ReadyPath = "/health";

    /// <summary>Alive: the process itself answers; when it does not, starting it again is the cure.</summary>
    public const string AlivePath = "/alive";

    private const string LiveTag = "live";

    private static readonly TimeSpan CheckMax = TimeSpan.FromSeconds(5);

    public static bool IsProbe(string? path) => path is ReadyPath or AlivePath;

    public static void AddHealthDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
        builder.Services.PostConfigure<HealthCheckServiceOptions>(BoundChecks);
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        MapProbe(routes, ReadyPath, _ => true);
        MapProbe(routes, AlivePath, check => check.Tags.Contains(LiveTag));
    }

    private static void MapProbe(
        IEndpointRouteBuilder routes, string path, Func<HealthCheckRegistration, bool> asks) =>
        routes.MapHealthChecks(path, new HealthCheckOptions { Predicate = asks, ResponseWriter = WriteAsync })
            .AllowAnonymous()
            .DisableHttpMetrics();

    // A check that hangs fails by name, instead of leaving the prober without an answer.
    private static void BoundChecks(HealthCheckServiceOptions options)
    {
        foreach (var check in options.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
            check.Timeout = CheckMax;
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(HealthView.Of(report), HealthView.Json, context.RequestAborted);
}
