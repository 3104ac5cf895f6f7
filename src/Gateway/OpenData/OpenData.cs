using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Gateway.OpenData;

/// <summary>What the place tells the whole world in the open standards: any site's page may read it, and nobody is anybody there.</summary>
/// <remarks>
/// <c>Access-Control-Allow-Origin: *</c> goes with credentials of no kind, so the browser's cookies are dropped before anything looks at them. The
/// header stands on every answer there, refusals too, or a page could not read why it was refused. Whoever brings a token of their own
/// is counted by it; the directory tells them nothing else for it, and the diary's types under <c>/fhir</c> answer to nothing but a token.
/// </remarks>
internal static class OpenData
{
    private static readonly (PathString Prefix, string Methods)[] Open =
    [
        ("/open-referral/v3", "GET, HEAD, OPTIONS"), ("/fhir/r4/Appointment", Changed), ("/fhir/r4/ServiceRequest", Changed),
        ("/fhir/r4", "GET, POST, OPTIONS"),
    ];

    private const string Changed = "GET, POST, PUT, PATCH, OPTIONS";

    /// <summary>Call it before sessions and limits: what a browser asks before it asks is answered without either.</summary>
    public static void UseOpenData(this WebApplication app) => app.Use((context, next) =>
    {
        if (Array.Find(Open, open => context.Request.Path.StartsWithSegments(open.Prefix)).Methods is not { } methods) return next(context);

        context.Request.Headers.Remove(HeaderNames.Cookie);
        context.Response.OnStarting(Expose, context.Response);
        if (!HttpMethods.IsOptions(context.Request.Method)) return next(context);

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.Allow = methods;
        context.Response.Headers.AccessControlAllowMethods = methods;
        context.Response.Headers.AccessControlAllowHeaders = "*, Authorization";    // the asterisk does not mean this one
        context.Response.Headers.AccessControlMaxAge = "86400";
        return Task.CompletedTask;
    });

    // At the last moment: a failure on the way clears what was set before it.
    private static Task Expose(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "ETag, Last-Modified, Link, Location, Retry-After, X-Request-ID, X-Correlation-ID";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.Remove(HeaderNames.AccessControlAllowCredentials);
        return Task.CompletedTask;
    }
}
