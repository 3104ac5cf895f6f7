using Microsoft.AspNetCore.Http.Features;

namespace IntegratedCare.Gateway.Limits;

/// <summary>Turns a body that is announced as too large away before a service hears of it.</summary>
/// <remarks>One that is larger than it says, or says nothing, is cut off by the server while it is forwarded.</remarks>
internal static class BodyLimit
{
    public static Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        // A route that takes more says so; the forwarder only sets it later.
        var most = context.GetReverseProxyFeature().Route.Config.MaxRequestBodySize
            ?? context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        return context.Request.ContentLength > most ? GatewayRefusal.TooLarge.WriteAsync(context) : next(context);
    }
}
