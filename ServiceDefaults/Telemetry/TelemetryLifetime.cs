using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace IntegratedCare.ServiceDefaults.Telemetry;

/// <summary>Has the providers built when the host starts, and sends what they still hold when it stops.</summary>
internal sealed class TelemetryLifetime(TracerProvider traces, MeterProvider metrics) : IHostedService
{
    // A collector that does not answer must not hold up the stop.
    private const int SendMsMax = 3_000;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => traces.Shutdown(SendMsMax), cancellationToken),
        Task.Run(() => metrics.Shutdown(SendMsMax), cancellationToken));
}
