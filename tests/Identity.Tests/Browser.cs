using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace IntegratedCare.Identity.Tests;

/// <summary>A person's browser, with the gateway between it and the service: it keeps cookies, and its requests carry the session's token.</summary>
internal sealed class Browser(IdentityHost identity)
{
    public const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private readonly Dictionary<string, string> cookies = [];

    /// <summary>The value of a cookie that the service has set; null where it has not, or has taken it away.</summary>
    public string? this[string name]
    {
        get => cookies.GetValueOrDefault(name);
        set => cookies[name] = value ?? throw new ArgumentNullException(nameof(value));
    }

    public string? Session => this["ic_session"];

    public string UserAgent { get; init; } = Firefox;

    /// <summary>Where on the network it is, as the gateway tells; null: at this machine.</summary>
    public string? Address { get; init; }

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> SignInAsync(string email, string password) =>
        PostAsync("/identity/sign-in", new { email, password });

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path, body: null);

    public Task<HttpResponseMessage> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<HttpResponseMessage> PutAsync(string path, object body, string? ifMatch) => SendAsync(HttpMethod.Put, path, body, ifMatch);

    public async Task<JsonElement> ReadAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ending));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ending);
    }

    /// <summary>What the gateway is answered when it asks for the session's token.</summary>
    public Task<HttpResponseMessage> AskForTokenAsync() => identity.AskForTokenAsync(
        ("grant_type", "urn:integrated-care:session"), ("client_id", "gateway"), ("client_secret", IdentityHost.GatewaySecret),
        ("session", Session ?? "none"));

    public async Task<string> TokenAsync() => await IdentityHost.TokenOf(await AskForTokenAsync());

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, string? ifMatch = null)
    {
        using var client = identity.Anonymous();
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body);
        request.Headers.UserAgent.ParseAdd(UserAgent);
        if (Address is not null) request.Headers.Add("X-Forwarded-For", Address);
        if (ifMatch is not null) request.Headers.Add("If-Match", ifMatch);
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        if (Session is not null && await AskForTokenAsync() is { IsSuccessStatusCode: true } issued)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await IdentityHost.TokenOf(issued));

        var answer = await client.SendAsync(request, Ending);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set)) foreach (var cookie in set) Keep(cookie);
        return answer;
    }

    private void Keep(string cookie)
    {
        var pair = cookie.Split(';', 2)[0].Split('=', 2);
        if (pair[1].Length == 0) cookies.Remove(pair[0]);
        else cookies[pair[0]] = pair[1];
    }
}

internal static class Browsers
{
    /// <summary>A browser at which a visitor of the demonstration plays the persona.</summary>
    public static async Task<Browser> BrowserAsAsync(this IdentityHost identity, string persona)
    {
        var browser = new Browser(identity);
        (await browser.PostAsync("/identity/sign-in/persona", new { persona })).EnsureSuccessStatusCode();
        return browser;
    }

    /// <summary>A browser at which the person has signed in with the password of <see cref="Accounts.AccountSeeding"/>.</summary>
    public static async Task<Browser> BrowserOfAsync(this IdentityHost identity, string email)
    {
        var browser = new Browser(identity);
        (await browser.SignInAsync(email, Accounts.AccountSeeding.Password)).EnsureSuccessStatusCode();
        return browser;
    }
}
