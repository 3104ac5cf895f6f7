using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegratedCare.PlaceLoader.Tests.Loading;

/// <summary>
/// A real HTTP server in the gateway's place, to make what the real one cannot be made to do on command: fail for a
/// while, refuse one record, forget a sign-in. It remembers bodies, so that an upsert answers as a service does.
/// </summary>
internal sealed class StandInGateway : IAsyncDisposable
{
    public const string Secret = "right-secret";
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, string> records = new();
    private int failuresLeft;

    private StandInGateway(int failures)
    {
        failuresLeft = failures;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Use(FailForAWhile);
        app.MapPost("/identity/token", (Delegate)SignIn);
        app.MapPut("/{**path}", Put);
    }

    public Uri Address => new(app.Urls.Single());

    public ConcurrentQueue<string> Paths { get; } = [];

    public int SignIns { get; private set; }

    /// <summary>Paths that contain this are refused by a rule.</summary>
    public string? Refused { get; init; }

    public static async Task<StandInGateway> StartAsync(int failures = 0, string? refused = null)
    {
        var gateway = new StandInGateway(failures) { Refused = refused };
        await gateway.app.StartAsync(TestContext.Current.CancellationToken);
        return gateway;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task FailForAWhile(HttpContext context, RequestDelegate next)
    {
        if (Interlocked.Decrement(ref failuresLeft) < 0) return next(context);
        context.Response.StatusCode = failuresLeft % 2 == 0 ? 503 : 502;
        return Task.CompletedTask;
    }

    private async Task<IResult> SignIn(HttpContext context)
    {
        SignIns++;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return form["grant_type"] == "client_credentials" && form["client_id"] == "place-loader"
            && form["client_secret"] == Secret
                ? Results.Json(new { access_token = "token", token_type = "Bearer", expires_in = 600 })
                : Refusal(401, "client.unknown", "Nobody of that name.");
    }

    private async Task<IResult> Put(HttpContext context, string path)
    {
        if (context.Request.Headers.Authorization != "Bearer token") return Refusal(401, "token.wrong", "Sign in.");

        Paths.Enqueue(path);
        if (Refused is { } refused && path.Contains(refused, StringComparison.Ordinal))
            return Refusal(422, "record.wrong", "It breaks a rule.");

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var outcome = !records.TryGetValue(path, out var standing) ? "added" : standing == body ? "unchanged" : "changed";
        records[path] = body;
        return Results.Json(new { outcome });
    }

    private static IResult Refusal(int status, string code, string title) =>
        Results.Problem(title: title, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });
}
