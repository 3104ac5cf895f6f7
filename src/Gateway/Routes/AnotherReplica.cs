using Yarp.ReverseProxy.Forwarder;

namespace IntegratedCare.Gateway.Routes;

/// <summary>Offers a request to the next replica when one could not even be reached.</summary>
/// <remarks>
/// Only a failed connection counts: then nothing was sent, so not even a posting of money can happen twice.
/// Between a replica's death and the health check that notices it, callers see nothing.
/// </remarks>
internal static class AnotherReplica
{
    public static async Task TryAsync(HttpContext context, RequestDelegate next)
    {
        var forwarding = context.GetReverseProxyFeature();
        var untried = forwarding.AvailableDestinations;

        await next(context);

        while (NeverSent(context))
        {
            untried = [.. untried.Where(replica => replica != forwarding.ProxiedDestination)];
            if (untried.Count == 0) return;

            forwarding.AvailableDestinations = untried;
            forwarding.ProxiedDestination = null;
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Response.Clear();
            await next(context);
        }
    }

    private static bool NeverSent(HttpContext context) =>
        !context.Response.HasStarted
        && context.Features.Get<IForwarderErrorFeature>() is { Error: ForwarderError.Request } failure
        && failure.Exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
        };
}
