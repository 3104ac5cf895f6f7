using IntegratedCare.ServiceDefaults.Health;
using IntegratedCare.ServiceDefaults.HttpClients;
using IntegratedCare.ServiceDefaults.Limits;
using IntegratedCare.ServiceDefaults.Settings;
using IntegratedCare.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;

namespace IntegratedCare.ServiceDefaults;

/// <summary>What every process of the system needs before it does anything of its own.</summary>
public static class ProcessDefaults
{
    /// <summary>Secrets from files, telemetry, health checks, HTTP clients that find other services by name, request limits, orderly stop.</summary>
    /// <remarks>Call it first in <c>Program.cs</c>: its measuring stands outside everything added later.</remarks>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.AddSecretsDirectory();
        builder.AddLogDefaults();
        builder.AddTelemetry();
        builder.AddHealthDefaults();
        builder.AddHttpClientDefaults();
        builder.AddRequestLimits();
        builder.AddLifetimeDefaults();
        return builder;
    }

    /// <summary>Maps <c>/health</c> and <c>/alive</c>, and puts the request timeout on what the process maps.</summary>
    /// <remarks>
    /// Call it after the exception handler is in place. The timeout stands here and not in a start-up filter
    /// because it must run after routing: an endpoint that streams opts out by its own metadata.
    /// </remarks>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.UseRequestTimeouts();
        app.MapHealth();
        return app;
    }
}
