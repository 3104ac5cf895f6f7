using IntegratedCare.Gateway.Sessions;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace IntegratedCare.Gateway.Routes;

/// <summary>Which headers pass: none by which a caller could pretend to be a proxy, and cookies to the identity service only.</summary>
/// <remarks>Hop-by-hop headers and X-Forwarded-For, -Host and -Proto are the forwarder's own doing.</remarks>
internal static class ForwardedHeaders
{
    private const string Identity = "identity";

    /// <summary>What proxies and frameworks elsewhere believe about who asks, for what, and how. Nothing here asks for any of it.</summary>
    private static readonly string[] Pretences =
    [
        "Forwarded", "X-Forwarded-Prefix", "X-Forwarded-Port", "X-Forwarded-Server", "X-Forwarded-User", "X-Forwarded-Scheme",
        "X-Forwarded-Ssl", "X-Real-IP", "X-Client-IP", "True-Client-IP", "X-Cluster-Client-IP", "X-Original-URL", "X-Original-Host",
        "X-Original-For", "X-Original-Proto", "X-Rewrite-URL", "X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override",
        "X-Remote-User", "Proxy", "Proxy-Authorization", "Correlation-Context", "baggage",
    ];

    public static void Apply(TransformBuilderContext context)
    {
        var isIdentity = context.Route.ClusterId == Identity;
        context.AddRequestTransform(transform =>
        {
            foreach (var header in Pretences) transform.ProxyRequest.Headers.Remove(header);
            if (!isIdentity) transform.ProxyRequest.Headers.Remove(HeaderNames.Cookie);
            return ValueTask.CompletedTask;
        });
        context.AddResponseTransform(transform =>
        {
            var response = transform.HttpContext.Response;
            if (!isIdentity) response.Headers.Remove(HeaderNames.SetCookie);
            if (transform.ProxyResponse is not null && WillSayWhy(transform.HttpContext))
            {
                // The answer says "sign in first"; what this browser needs to hear is that it was signed in before.
                transform.SuppressResponseBody = true;
                response.Headers.Remove(HeaderNames.ContentType);
                response.Headers.Remove(HeaderNames.ContentLength);
            }

            return ValueTask.CompletedTask;
        });
    }

    private static bool WillSayWhy(HttpContext context) =>
        context.Features.Get<SessionHasEnded>() is not null
        && context.Response.StatusCode == StatusCodes.Status401Unauthorized && SessionHasEnded.AsksForToken(context.Response);
}
