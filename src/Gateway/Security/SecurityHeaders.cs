using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Gateway.Security;

/// <summary>Tells browsers to trust an answer with nothing it does not need, whichever service gave it.</summary>
/// <remarks>A service that needs another rule for its own answer states it; the gateway then leaves it alone.</remarks>
internal static class SecurityHeaders
{
    private const string NothingFromElsewhere =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) =>
        app.Use((context, next) =>
        {
            context.Response.OnStarting(Add, context);
            return next(context);
        });

    private static Task Add(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;

        headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        headers.TryAdd(HeaderNames.XFrameOptions, "DENY");
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, NothingFromElsewhere);
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        headers.TryAdd(HeaderNames.CacheControl, "no-store");   // what a person's record says stays out of every cache
        if (context.Request.IsHttps)
            headers.TryAdd(HeaderNames.StrictTransportSecurity, "max-age=31536000; includeSubDomains");
        headers.TryAdd("X-Permitted-Cross-Domain-Policies", "none");
        headers.Remove(HeaderNames.Server);
        headers.Remove(HeaderNames.XPoweredBy);
        return Task.CompletedTask;
    }
}
