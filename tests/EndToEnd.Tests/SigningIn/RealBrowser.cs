using System.Text.Json;
using Microsoft.Playwright;

namespace IntegratedCare.EndToEnd.Tests.SigningIn;

/// <summary>A real Chromium at the place's door, with an authenticator built in as a telephone has one.</summary>
internal sealed class RealBrowser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    // Calls the place's API as a page of the place does.
    private const string Call = """
        async ([method, path, body]) => {
          const answer = await fetch(path, {
            method, headers: body ? { 'Content-Type': 'application/json' } : {}, body: body ?? undefined });
          const text = await answer.text();
          return { status: answer.status, body: text ? JSON.parse(text) : null };
        }
        """;

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;
    private readonly ICDPSession devTools;

    private RealBrowser(IPlaywright playwright, IBrowser browser, IPage page, ICDPSession devTools, string authenticator) =>
        (this.playwright, this.browser, Page, this.devTools, Authenticator) = (playwright, browser, page, devTools, authenticator);

    public IPage Page { get; }

    public string Authenticator { get; }

    /// <summary>Opens a page of the place under the name that passkeys need: they are bound to a domain, and an address is none.</summary>
    public static async Task<RealBrowser> OpenAsync(Uri place)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        var page = await browser.NewPageAsync();
        await page.GotoAsync($"http://localhost:{place.Port}/docs");
        var devTools = await page.Context.NewCDPSessionAsync(page);
        await devTools.SendAsync("WebAuthn.enable");
        var added = await devTools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return new(playwright, browser, page, devTools, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    public async Task<(int Status, JsonElement Body)> CallAsync(string method, string path, object? body = null)
    {
        var json = body is null ? null : JsonSerializer.Serialize(body);
        var answer = await Page.EvaluateAsync<JsonElement>(Call, new[] { method, path, json });
        return (answer.GetProperty("status").GetInt32(), answer.GetProperty("body"));
    }

    /// <summary>Has the browser make a passkey for the question; what a page sends on.</summary>
    public Task<JsonElement> CreateAsync(JsonElement question) => Page.EvaluateAsync<JsonElement>(
        "async json => (await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(json)) })).toJSON()",
        question.GetRawText());

    /// <summary>Has the browser answer the question by a passkey it holds.</summary>
    public Task<JsonElement> GetAsync(JsonElement question) => Page.EvaluateAsync<JsonElement>(
        "async json => (await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(json)) })).toJSON()",
        question.GetRawText());

    /// <summary>From now on the person at the device is not the owner: finger or code do not fit.</summary>
    public Task FailVerificationAsync() => devTools.SendAsync("WebAuthn.setUserVerified", new()
    {
        ["authenticatorId"] = Authenticator,
        ["isUserVerified"] = false,
    });

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
