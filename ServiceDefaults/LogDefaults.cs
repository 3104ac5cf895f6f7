using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.ServiceDefaults;

internal static class LogDefaults
{
    /// <summary>What a running system need not say; settings may still ask for more.</summary>
    private static readonly string[] Noisy =
        ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "System.Net.Http", "Npgsql", "MassTransit", "Yarp"];

    public static void AddLogDefaults(this WebApplicationBuilder builder)
    {
        // Beneath every other source, so that appsettings and the environment have the last word.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = Noisy.Select(category => KeyValuePair.Create($"Logging:LogLevel:{category}", (string?)"Warning")),
        });

        // These write whole request addresses, query string included, and so are not for settings to turn on.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Yarp.ReverseProxy.Forwarder", LogLevel.Warning);

        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
    }
}
