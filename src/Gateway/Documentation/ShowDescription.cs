using IntegratedCare.Gateway.Routes;

namespace IntegratedCare.Gateway.Documentation;

/// <summary>What one service offers, in OpenAPI 3.1, as the service itself states it.</summary>
internal static class ShowDescription
{
    private const string BrieflyCacheable = "public, max-age=30";

    public static async Task Handle(
        string service, BackEnds backEnds, ServiceDescriptions descriptions, HttpContext context,
        CancellationToken cancellationToken)
    {
        if (!backEnds.Knows(service))
        {
            await GatewayRefusal.DescriptionUnknown.WriteAsync(context);
            return;
        }

        if (await descriptions.FindAsync(service, cancellationToken) is not { } json)
        {
            await GatewayRefusal.ServiceUnavailable.WriteAsync(context);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        context.Response.Headers.CacheControl = BrieflyCacheable;
        await context.Response.Body.WriteAsync(json, cancellationToken);
    }
}
