using System.Threading.RateLimiting;
using IntegratedCare.Kernel.Auth;

namespace IntegratedCare.Gateway.Limits;

/// <summary>How fast one caller may ask: the signed-in by their token, the rest by the address they come from.</summary>
/// <remarks>
/// A practice's staff share one address, so that a signed-in person is never held up by a neighbour. A token counts
/// only when its signature holds; one made up on the spot is an anonymous caller like any other. Where people and programs
/// prove who they are, and where a request makes a letter go out, each address has less, whoever it says it is.
/// </remarks>
internal static class CallerLimits
{
    private static readonly Allowance SignedIn = new(Burst: 1_000, PerMinute: 200 * 60);
    private static readonly Allowance Anonymous = new(Burst: 200, PerMinute: 20 * 60);
    private static readonly Allowance SigningIn = new(Burst: 60, PerMinute: 10 * 60);
    private static readonly Allowance Letters = new(Burst: 10, PerMinute: 20);

    private static readonly PathString[] SignInPaths = ["/identity/sign-in", "/identity/token", "/identity/passkeys/options"];

    private static readonly PathString[] LetterPaths =
        ["/identity/password", "/identity/email", "/identity/invitations/acceptance"];

    public static void AddCallerLimits(this WebApplicationBuilder builder)
    {
        ConnectionLimit.Add(builder);
        var configuration = builder.Configuration;
        var signedIn = SignedIn.Or(configuration, nameof(SignedIn));
        var anonymous = Anonymous.Or(configuration, nameof(Anonymous));
        var signingIn = SigningIn.Or(configuration, nameof(SigningIn));
        var letters = Letters.Or(configuration, nameof(Letters));

        builder.Services.AddRateLimiter(limits =>
        {
            limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context =>
                    IsProbe(context.Request.Path) ? RateLimitPartition.GetNoLimiter("probe")
                    : context.User.FindFirst(TokenClaims.Subject)?.Value is { } subject ? signedIn.For($"sub {subject}")
                    : anonymous.For($"ip {Address(context)}")),
                PartitionedRateLimiter.Create<HttpContext, string>(context =>
                    IsAmong(SignInPaths, context.Request) ? signingIn.For($"sign-in {Address(context)}")
                    : IsAmong(LetterPaths, context.Request) ? letters.For($"letters {Address(context)}")
                    : RateLimitPartition.GetNoLimiter("others")));

            limits.OnRejected = async (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known)
                    ? known : GatewayRefusal.TooMany.RetryAfter;
                await (GatewayRefusal.TooMany with { RetryAfter = wait }).WriteAsync(rejected.HttpContext);
            };
        });
    }

    private static string Address(HttpContext context) => CallerNetwork.Of(context.Connection.RemoteIpAddress);

    // What is only looked at costs no hash and sends no letter.
    private static bool IsAmong(PathString[] paths, HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && Array.Exists(paths, path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    private static bool IsProbe(PathString path) => path == "/alive" || path == "/health";
}
