using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IntegratedCare.DirectoryOfServices.Tests;

/// <summary>The directory of a small place with two neighbourhoods, one organisation and two sites, for the tests of a class.</summary>
public sealed class DirectoryHost(RealServers servers) : IAsyncLifetime
{
    private ServiceHost<Program, DirectoryDb>? host;

    internal ServiceHost<Program, DirectoryDb> Host => host ?? throw new InvalidOperationException("Not started.");

    internal FixedClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    internal HttpClient Gp => Host.Client(Roles.Gp);

    internal HttpClient Loader => Host.Client(Roles.PlaceLoader);

    internal HttpClient Editor => Host.Client(Roles.DirectoryEditor, "council");

    internal Guid Provider { get; } = Guid.CreateVersion7();

    internal Guid EastSite { get; } = Guid.CreateVersion7();

    internal Guid WestSite { get; } = Guid.CreateVersion7();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await ServiceHost<Program, DirectoryDb>.StartAsync(servers, "directory", web => web.ConfigureTestServices(
            services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock))));
        await PutAsync("place", A.Place);
        await PutAsync("postcodes", A.Postcodes);
        await PutAsync($"organisations/{Provider}", A.Organisation.With("odsCode", "TE1").With("code", "nca"));
        await PutAsync($"organisations/{Guid.CreateVersion7()}", A.Organisation
            .With("name", "Testham Council").With("kind", "council").With("code", "council"));
        await PutAsync($"sites/{EastSite}", A.Site(Provider).With("name", "East Centre"));
        await PutAsync($"sites/{WestSite}", A.Site(Provider, "TE1 2AA").With("name", "West Centre"));
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
    }

    /// <summary>Sends a record as the place loader does, and returns what that did.</summary>
    internal async Task<string> PutAsync(string path, JsonObject record)
    {
        using var answer = await Loader.PutAsJsonAsync($"/api/directory/{path}", record, Cancelled);
        return (await ReadAsync(answer)).GetProperty("outcome").GetString() ?? "";
    }

    internal async Task<Guid> PutServiceAsync(JsonObject record)
    {
        var id = Guid.CreateVersion7();
        Assert.Equal("added", await PutAsync($"services/{id}", record));
        return id;
    }

    internal async Task<JsonElement> GetAsync(string path, HttpClient? client = null)
    {
        using var answer = await (client ?? Gp).GetAsync(new Uri($"/api/directory/{path}", UriKind.Relative), Cancelled);
        return await ReadAsync(answer);
    }

    internal static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode}: {text}");
        return JsonElement.Parse(text);
    }
}
