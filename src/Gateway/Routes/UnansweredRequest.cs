using Yarp.ReverseProxy.Forwarder;

namespace IntegratedCare.Gateway.Routes;

/// <summary>Says in words what the caller may do when a service gave no answer, in place of the forwarder's empty one.</summary>
internal static class UnansweredRequest
{
    public static async Task TellAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);

        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return;
        if (context.Features.Get<IForwarderErrorFeature>() is not { } failure) return;

        var refusal = RefusalFor(failure.Error);
        if (refusal is null) return;

        context.Response.Clear();
        await refusal.WriteAsync(context);
    }

    private static GatewayRefusal? RefusalFor(ForwarderError error) => error switch
    {
        ForwarderError.RequestTimedOut => GatewayRefusal.ServiceTooSlow,

        // The caller's own doing: it hung up, or sent a body that the server refuses with a status of its own.
        ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.RequestBodyClient
            or ForwarderError.ResponseBodyCanceled or ForwarderError.UpgradeRequestCanceled => null,

        _ => GatewayRefusal.ServiceUnavailable,
    };
}
