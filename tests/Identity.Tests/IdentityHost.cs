using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Identity.Tests;

/// <summary>A running identity service, and the ways in which the tests sign in at it.</summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-tests-that-is-long-enough";
    public const string GatewaySecret = "another-secret-of-the-tests-that-is-long-enough";

    private readonly ServiceHost<Program, IdentityDb> host;

    private IdentityHost(ServiceHost<Program, IdentityDb> host) => this.host = host;

    public ServiceHost<Program, IdentityDb> Service => host;

    public static async Task<IdentityHost> StartAsync(
        RealServers servers, bool demonstration = true, Action<IWebHostBuilder>? configure = null) =>
        new(await ServiceHost<Program, IdentityDb>.StartAsync(servers, "identity", web =>
        {
            web.UseEnvironment("Development");
            web.UseSetting("Demonstration:Enabled", demonstration ? "true" : "false");
            web.UseSetting("Identity:SigningKeyProtectionKey", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            web.UseSetting("Clients:place-loader:Secret", Secret);
            web.UseSetting("Clients:gateway:Secret", GatewaySecret);
            configure?.Invoke(web);
        }));

    public HttpClient Anonymous() => host.Anonymous();

    public Task<HttpResponseMessage> AskForTokenAsync(params (string Name, string Value)[] fields) =>
        Anonymous().PostAsync("/identity/token", Form(fields), TestContext.Current.CancellationToken);

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public Task<HttpResponseMessage> SignInAsync(string clientId = "place-loader", string secret = Secret) =>
        AskForTokenAsync(("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret));

    public Task<HttpResponseMessage> SignInAsPersonaAsync(string persona) =>
        AskForTokenAsync(("grant_type", "urn:integrated-care:persona"), ("persona", persona));

    public async Task<string> LoaderTokenAsync() => await TokenOf(await SignInAsync());

    public async Task<string> PersonaTokenAsync(string persona) => await TokenOf(await SignInAsPersonaAsync(persona));

    public HttpClient With(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Gives the place one organisation and the personas named, each in the role of its name.</summary>
    public async Task AddPersonasAsync(params string[] names)
    {
        using var loader = With(await LoaderTokenAsync());
        var organisation = await loader.PutAsJsonAsync(
            "/identity/organisations/oldham-council", new { name = "Oldham Council", kind = "council" },
            TestContext.Current.CancellationToken);
        organisation.EnsureSuccessStatusCode();
        foreach (var name in names)
        {
            var persona = await loader.PutAsJsonAsync(
                $"/identity/personas/{name}",
                new { displayName = $"The {name}", role = name, organisationCode = "oldham-council", neighbourhoodCode = "central" },
                TestContext.Current.CancellationToken);
            persona.EnsureSuccessStatusCode();
        }
    }

    public async Task<JsonWebKeySet> PublishedKeysAsync() =>
        new(await Anonymous().GetStringAsync("/identity/.well-known/jwks.json", TestContext.Current.CancellationToken));

    /// <summary>Checks the token as a service does, save for its times, against the keys published now.</summary>
    public async Task<TokenValidationResult> ValidateAsync(string token) =>
        await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new()
        {
            ValidIssuer = TokenClaims.Issuer,
            ValidAudience = "ledger",
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = (await PublishedKeysAsync()).GetSigningKeys(),
            ValidateLifetime = false,
        });

    public static async Task<string> TokenOf(HttpResponseMessage answer)
    {
        answer.EnsureSuccessStatusCode();
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return json.GetProperty("access_token").GetString() ?? throw new InvalidOperationException("There is no token.");
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
