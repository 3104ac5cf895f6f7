using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.DirectoryOfServices.Tests.Links;

/// <summary>A real web server with pages that are there and pages that are not. It remembers who came.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private PageServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>Each request, as method and path.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Where <c>/elsewhere</c> leads.</summary>
    public string Elsewhere { get; set; } = "/";

    public Uri Address => new(app.Urls.Single());

    public static async Task<PageServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new PageServer();
        await server.app.StartAsync(cancellationToken);
        return server;
    }

    public string Page(string path) => new Uri(Address, path).ToString();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Asked.Enqueue($"{context.Request.Method} {context.Request.Path}");
        switch (context.Request.Path.Value)
        {
            case "/gone":
                context.Response.StatusCode = StatusCodes.Status410Gone;
                break;
            case "/failing":
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            case "/members-only":
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                break;
            case "/no-head" when HttpMethods.IsHead(context.Request.Method):
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
            case "/round-and-round":
                context.Response.Redirect("/round-and-round");
                break;
            case "/elsewhere":
                context.Response.Redirect(Elsewhere);
                break;
            case "/never":
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "/endless" when HttpMethods.IsHead(context.Request.Method):
                context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                break;
            case "/endless":
                await PourAsync(context);
                break;
        }
    }

    private static async Task PourAsync(HttpContext context)
    {
        var drop = new byte[64 * 1024];
        while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(drop, context.RequestAborted);
    }
}
