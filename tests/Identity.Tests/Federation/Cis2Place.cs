using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Testing;

namespace IntegratedCare.Identity.Tests.Federation;

/// <summary>A running identity service whose people sign in at a provider like NHS CIS2, and that provider.</summary>
public sealed class Cis2Place(RealServers servers) : IAsyncLifetime
{
    private OpenIdProvider? provider;
    private IdentityHost? identity;

    internal OpenIdProvider Provider => provider ?? throw NotStarted();

    internal IdentityHost Identity => identity ?? throw NotStarted();

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        provider = await OpenIdProvider.StartAsync();
        identity = await IdentityHost.StartAsync(servers, demonstration: false, web => provider.Configure(web));
        await AddOrganisationsAsync(identity);
    }

    public async ValueTask DisposeAsync()
    {
        if (identity is not null) await identity.DisposeAsync();
        if (provider is not null) await provider.DisposeAsync();
    }

    internal static async Task AddOrganisationsAsync(IdentityHost identity)
    {
        using var loader = identity.With(await identity.LoaderTokenAsync());
        foreach (var (code, odsCode) in new[] { ("pennine-care", "RT2"), ("a-practice", "P85001") })
        {
            var answer = await loader.PutAsJsonAsync(
                $"/identity/organisations/{code}", new { name = code, kind = "nhsTrust", odsCode }, Ending);
            answer.EnsureSuccessStatusCode();
        }
    }

    internal Traveller Traveller() => new(Identity.Anonymous().BaseAddress!);

    /// <summary>Who is signed in at the browser, as the gateway would learn it.</summary>
    internal async Task<JsonElement> SessionAsync(Traveller browser)
    {
        var token = await IdentityHost.TokenOf(await AskForTokenAsync(browser));
        using var client = Identity.With(token);
        return await client.GetFromJsonAsync<JsonElement>("/identity/session", Ending);
    }

    internal Task<HttpResponseMessage> AskForTokenAsync(Traveller browser) => Identity.AskForTokenAsync(
        ("grant_type", "urn:integrated-care:session"), ("client_id", "gateway"), ("client_secret", IdentityHost.GatewaySecret),
        ("session", browser.Cookie("ic_session") ?? "none"));

    private static InvalidOperationException NotStarted() => new("The place starts with its tests.");
}
