using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.ServiceDefaults.Tests.Telemetry;

/// <summary>The far end of OTLP over HTTP: keeps each body it is sent.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> received = [];
    private readonly WebApplication app;

    private Collector(WebApplication app)
    {
        this.app = app;
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request, CancellationToken cancellationToken) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            received.Enqueue((signal, body.ToArray()));
        });
    }

    public (string, string)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", app.Urls.Single()),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_SERVICE_NAME", "small-service"),
        ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=small-1"),
    ];

    /// <summary>What the process under test did; the collector answers in the same process, and its own spans are left out.</summary>
    public IReadOnlyList<Span> Spans => [.. Bodies("traces").SelectMany(Span.ReadAll).Where(span => !IsOwn(span))];

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        await collector.app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public IEnumerable<byte[]> Bodies(string signal) => received.Where(r => r.Signal == signal).Select(r => r.Body);

    /// <summary>Strings stand in protobuf as plain UTF-8, so what was sent can be searched without reading it.</summary>
    public bool Holds(string signal, string text) =>
        Bodies(signal).Any(body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    public bool IsEmpty => received.IsEmpty;

    private static bool IsOwn(Span span) =>
        span.Attributes.GetValueOrDefault("url.path") is string path && path.StartsWith("/v1/", StringComparison.Ordinal);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
