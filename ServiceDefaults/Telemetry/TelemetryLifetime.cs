using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace IntegratedCare.ServiceDefaults.Telemetry;

/// <summary>Has the providers built when the host starts, and sends what they still hold when it stops.</summary>
internal sealed class TelemetryLifetime(TracerProvider traces, MeterProvider metrics) : IHostedService
{
    private const int FlushMsMax = 3_000;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => traces.ForceFlush(FlushMsMax), cancellationToken),
        Task.Run(() => metrics.ForceFlush(FlushMsMax), cancellationToken));
}
