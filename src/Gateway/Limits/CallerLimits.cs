using System.Threading.RateLimiting;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.Limits;

/// <summary>How fast one caller may ask: the signed-in by their token, the rest by the address they come from.</summary>
/// <remarks>
/// A practice's staff share one address, so that a signed-in person is never held up by a neighbour. A token counts
/// only when its signature holds; one made up on the spot is an anonymous caller like any other.
/// </remarks>
internal static class CallerLimits
{
    public static void AddCallerLimits(this WebApplicationBuilder builder)
    {
        var setting = builder.Configuration.GetSection("Limits");
        var signedIn = setting.GetSection("SignedIn").Get<Allowance>() ?? new Allowance(Burst: 1_000, PerSecond: 200);
        var anonymous = setting.GetSection("Anonymous").Get<Allowance>() ?? new Allowance(Burst: 200, PerSecond: 20);

        builder.Services.AddRateLimiter(limits =>
        {
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                IsProbe(context.Request.Path) ? RateLimitPartition.GetNoLimiter("probe")
                : context.User.FindFirst(TokenClaims.Subject)?.Value is { } subject ? signedIn.For($"sub {subject}")
                : anonymous.For($"ip {context.Connection.RemoteIpAddress}"));

            limits.OnRejected = async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known)
                    ? known : GatewayRefusal.TooMany.RetryAfter;
                await (GatewayRefusal.TooMany with { RetryAfter = wait }).WriteAsync(rejected.HttpContext);
            };
        });
    }

    private static bool IsProbe(PathString path) => path == "/alive" || path == "/health";

    /// <summary>What a caller may spend at once, and how fast it comes back.</summary>
    private sealed record Allowance(int Burst, int PerSecond)
    {
        private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

        public RateLimitPartition<string> For(string caller) =>
            RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Burst,
                TokensPerPeriod = PerSecond,
                ReplenishmentPeriod = Second,
                QueueLimit = 0,
            });
    }
}
