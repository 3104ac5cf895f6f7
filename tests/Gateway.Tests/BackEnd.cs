using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.Gateway.Tests;

/// <summary>One replica of a service as the gateway meets it: a real server that can be stopped and come back at its address.</summary>
internal sealed class BackEnd : IAsyncDisposable
{
    private readonly string service;
    private WebApplication? app;

    private BackEnd(string service) => this.service = service;

    public string Address { get; private set; } = "http://127.0.0.1:0";

    /// <summary>What callers asked for, health probes aside.</summary>
    public ConcurrentQueue<ReceivedRequest> Received { get; } = new();

    public string Health { get; set; } = "healthy";

    /// <summary>How the service describes itself.</summary>
    public string Description { get; set; } = """{"openapi":"3.1.1","info":{"title":"A service"}}""";

    /// <summary>How the replica answers what callers ask; each test may say.</summary>
    public RequestDelegate Answer { get; set; } = context => context.Response.WriteAsync("""{"answered":true}""");

    public static async Task<BackEnd> StartAsync(string service)
    {
        var backEnd = new BackEnd(service);
        await backEnd.StartAsync();
        return backEnd;
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(Address);
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(HandleAsync);
        await app.StartAsync();
        Address = app.Urls.Single();
    }

    public async Task StopAsync()
    {
        if (app is null) return;
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
        app = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path == "/alive") return;

        context.Response.ContentType = "application/json";
        if (path == "/health")
        {
            context.Response.StatusCode = (int)(Health == "unhealthy" ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
            await context.Response.WriteAsync($$"""{"status":"{{Health}}","checks":[]}""");
            return;
        }

        Received.Enqueue(new(
            context.Request.Method, path, context.Request.QueryString.Value ?? "",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        await (path switch
        {
            "/openapi/v1.json" => context.Response.WriteAsync(Description),
            _ when path == $"/operations/{service}/status" => context.Response.WriteAsync($$"""
                {"version":"1.2.3","outbox":{"pending":7,"oldestSeconds":42},"errorQueues":[{"queue":"{{service}}.booking-made_error","messages":3}]}
                """),
            _ => Answer(context),
        });
    }
}

internal sealed record ReceivedRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers);
