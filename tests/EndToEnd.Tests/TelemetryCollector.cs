using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.EndToEnd.Tests;

/// <summary>An OTLP collector that keeps what it is sent, as bytes, to be searched.</summary>
public sealed class TelemetryCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received = new();
    private readonly WebApplication app;

    private TelemetryCollector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(async context =>
        {
            await using var body = context.Request.Headers.ContentEncoding == "gzip"
                ? new GZipStream(context.Request.Body, CompressionMode.Decompress)
                : context.Request.Body;
            using var copy = new MemoryStream();
            await body.CopyToAsync(copy);
            received.Enqueue((context.Request.Path, copy.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
        });
    }

    public string Address => app.Urls.Single();

    public static async Task<TelemetryCollector> StartAsync()
    {
        var collector = new TelemetryCollector();
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>The bodies sent to a signal's path so far: <c>/v1/traces</c>, <c>/v1/metrics</c>, <c>/v1/logs</c>.</summary>
    public IEnumerable<byte[]> Bodies(string path) => received.Where(r => r.Path == path).Select(r => r.Body);

    /// <summary>Everything sent so far.</summary>
    public IEnumerable<byte[]> All => received.Select(r => r.Body);

    /// <summary>A batch of spans comes from one process and names it; the trace id stands in it as 16 bytes.</summary>
    public bool HoldsSpansOf(string trace, string process) => Bodies("/v1/traces").Any(body =>
        body.AsSpan().IndexOf(Convert.FromHexString(trace)) >= 0 && NamesItself(body, process));

    // Attribute service.name (field key, then value) of the batch's resource.
    private static bool NamesItself(byte[] body, string process)
    {
        var mark = body.AsSpan().IndexOf("service.name"u8);
        return mark >= 0 && body.AsSpan(mark, Math.Min(64, body.Length - mark)).IndexOf(Encoding.UTF8.GetBytes(process)) >= 0;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
