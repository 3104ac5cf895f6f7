using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IntegratedCare.ServiceDefaults.Telemetry;

/// <summary>Traces, metrics and logs over OTLP, by OpenTelemetry's own <c>OTEL_*</c> settings; nothing without an endpoint.</summary>
internal static class TelemetryDefaults
{
    private const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Npgsql", "MassTransit", "IntegratedCare.*"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.*", "System.Net.Http", "Npgsql", "MassTransit", "System.Runtime",
        "Microsoft.EntityFrameworkCore", "IntegratedCare.*",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[EndpointSetting])) return;

        var name = builder.Environment.ApplicationName;
        var services = builder.Services;
        services.AddSingleton(provider => BuildTraces(provider.GetRequiredService<IConfiguration>(), name));
        services.AddSingleton(provider => BuildMetrics(provider.GetRequiredService<IConfiguration>(), name));

        // Without scopes: the web server's own one repeats the address as the caller wrote it. The trace id is on every record anyway.
        builder.Logging.AddOpenTelemetry(logs => logs.IncludeFormattedMessage = true);
        services.ConfigureOpenTelemetryLoggerProvider(logs =>
            logs.ConfigureResource(resource => Describe(resource, name)).AddOtlpExporter());

        // First of the hosted services: built before any of them works, flushed after all of them stopped.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryLifetime>());
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, ServerSpans>());
    }

    private static TracerProvider BuildTraces(IConfiguration configuration, string name) =>
        Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(resource => Describe(resource, name))
            .AddSource(Sources)
            .SetSampler(new ProbeSampler(SamplerSetting.Read(configuration)))
            .AddProcessor(new SpanPrivacy())
            .AddOtlpExporter()
            .Build();

    private static MeterProvider BuildMetrics(IConfiguration configuration, string name) =>
        Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(resource => Describe(resource, name))
            .AddMeter(Meters)
            .AddOtlpExporter()
            .Build();

    // The environment comes last and so overrides what the process knows of itself.
    private static void Describe(ResourceBuilder resource, string name) => resource.Clear()
        .AddService(name, serviceVersion: Version, serviceInstanceId: Instance)
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();

    private static string Instance { get; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    private static string? Version { get; } = Assembly.GetEntryAssembly()
        ?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
}
