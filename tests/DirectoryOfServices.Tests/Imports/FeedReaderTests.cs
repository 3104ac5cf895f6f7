using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.DirectoryOfServices.Imports;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntegratedCare.DirectoryOfServices.Tests.Imports;

/// <summary>How long a feed is read.</summary>
public sealed class FeedReaderTests(RealServers servers)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_feed_that_never_comes_to_its_end_is_given_up_in_its_time()
    {
        await using var feed = await StartAsync(async (number, context) =>
        {
            if (number > 1) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var reader = new FeedReader(Options.Create(new ImportSettings { FeedMinutesMax = 0.02, TrustedHosts = { "127.0.0.1" } }), TimeProvider.System);
        var read = new List<JsonElement>();

        var refusal = await Assert.ThrowsAsync<DomainException>(async () =>
        {
            await foreach (var service in reader.ReadAsync(feed.Address, _ => Task.FromResult(true), Cancelled)) read.Add(service);
        });

        Assert.Equal(("import.feed-too-slow", 1), (refusal.Error.Code, read.Count));
    }

    [Fact]
    public async Task A_feed_is_asked_for_no_further_page_once_its_import_is_cancelled()
    {
        var (asked, released) = (0, new TaskCompletionSource());
        await using var feed = await StartAsync(async (number, _) =>
        {
            asked = number;
            if (number == 2) await released.Task;
        });
        await using var host = await ServiceHost<Program, DirectoryDb>.StartAsync(servers, "directory", web => web.UseSetting("Imports:TrustedHosts:0", "127.0.0.1"));
        var client = host.Client(Roles.PlaceLoader);
        var calls = new ImportCalls(client);
        using var answer = await client.PostAsJsonAsync("/api/directory/imports", new { feed = $"{feed.Address}", source = "endless" }, Cancelled);
        var id = await ImportCalls.IdOfAsync(answer);
        await Eventually.Async(() => Task.FromResult(asked == 2));

        using var cancelled = await calls.CancelAsync(id);
        released.SetResult();

        // The replica reads one import at a time: the next one has its turn when this one has ended.
        Assert.Equal("failed", (await calls.ImportCsvAsync("")).Member("status"));
        Assert.Equal((2, "cancelled"), (asked, (await calls.ReadAsync(id)).Member("status")));
    }

    // One service a page, without end.
    private static async Task<Feed> StartAsync(Func<int, HttpContext, Task> before)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/services", async (int page, HttpContext context) =>
        {
            await before(page, context);
            return Results.Json(new { contents = new[] { new { id = $"service-{page}", name = "x", phones = Array.Empty<string>() } } });
        });
        await app.StartAsync(Cancelled);
        return new(app, new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()));
    }

    private sealed record Feed(WebApplication App, Uri Address) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
