using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;

namespace IntegratedCare.ServiceDefaults.Tests;

/// <summary>A real process in small: Kestrel on a free port, the defaults, and what the test adds.</summary>
internal sealed class SmallService : IAsyncDisposable
{
    private SmallService(WebApplication app)
    {
        App = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public static async Task<SmallService> StartAsync(
        Action<WebApplicationBuilder>? add = null,
        Action<WebApplication>? map = null,
        params (string Key, string Value)[] settings)
    {
        // Development is where the framework tells most: what is kept in there is kept in everywhere.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(
            settings.GroupBy(s => s.Key).ToDictionary(same => same.Key, same => (string?)same.Last().Value));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        add?.Invoke(builder);

        var app = builder.Build();
        app.UseExceptionHandler();
        app.MapDefaultEndpoints();
        app.MapGet("/people/{id:int}", (int id) => id);
        app.MapGet("/diary", (DateOnly? date) => date);
        app.MapGet("/broken", string () => throw new InvalidOperationException("It broke."));
        app.MapPost("/length", ([FromBody] string text) => text.Length);
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new SmallService(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync(TestContext.Current.CancellationToken);
        await App.DisposeAsync();
    }
}
