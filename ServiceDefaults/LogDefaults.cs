using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.ServiceDefaults;

internal static class LogDefaults
{
    /// <summary>What a running system need not say; settings may still ask for more.</summary>
    private static readonly string[] Noisy =
        ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "System.Net.Http", "Npgsql", "MassTransit", "Yarp"];

    /// <summary>What quotes a caller's query string or values below Warning, and so is not for settings to turn on.</summary>
    private static readonly string[] Telltale =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.HttpLogging",
        "Microsoft.AspNetCore.Server.Kestrel", "Yarp.ReverseProxy.Forwarder",
    ];

    public static void AddLogDefaults(this WebApplicationBuilder builder)
    {
        // Beneath every other source, so that appsettings and the environment have the last word.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = Noisy.Select(category => KeyValuePair.Create($"Logging:LogLevel:{category}", (string?)"Warning")),
        });

        foreach (var category in Telltale) builder.Logging.AddFilter(category, LogLevel.Warning);

        // Development would throw for a value that cannot be read, and the log of the exception would quote the value.
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);

        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
    }
}
