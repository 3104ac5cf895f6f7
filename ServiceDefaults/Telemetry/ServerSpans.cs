using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace IntegratedCare.ServiceDefaults.Telemetry;

/// <summary>Adds to the framework's server span what is known only at the end: route, status, kind of error, name.</summary>
/// <remarks>Only the type of an exception is told; its message may quote what a caller sent.</remarks>
internal sealed class ServerSpans : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(MeasureAsync);
        next(app);
    };

    private static async Task MeasureAsync(HttpContext context, RequestDelegate next)
    {
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        try
        {
            await next(context);
            var handled = context.Features.Get<IExceptionHandlerFeature>();
            if (span is { IsAllDataRequested: true }) Describe(span, context, context.Response.StatusCode, handled?.Error);
        }
        catch (Exception unhandled)
        {
            if (span is { IsAllDataRequested: true })
                Describe(span, context, StatusCodes.Status500InternalServerError, unhandled);
            throw;
        }
    }

    private static void Describe(Activity span, HttpContext context, int status, Exception? error)
    {
        span.SetTag("http.response.status_code", status);

        var method = span.GetTagItem("http.request.method") as string is { } known and not "_OTHER" ? known : "HTTP";
        var route = Route(context);
        if (route is not null) span.SetTag("http.route", route);
        span.DisplayName = route is null ? method : $"{method} {route}";

        if (status < StatusCodes.Status500InternalServerError) return;
        span.SetTag("error.type", error?.GetType().FullName ?? $"{status}");
        span.SetStatus(ActivityStatusCode.Error);
    }

    // The exception handler clears the endpoint before it runs, and keeps it in its feature.
    private static string? Route(HttpContext context)
    {
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        return endpoint?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route;
    }
}
