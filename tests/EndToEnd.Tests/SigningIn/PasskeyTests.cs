using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace IntegratedCare.EndToEnd.Tests.SigningIn;

/// <summary>From the invitation to a passkey in a real browser, all through the gateway; no token ever reaches the page.</summary>
public sealed class PasskeyTests(RunningSystem system)
{
    private const string Password = "saffron kettle under the viaduct";

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invited_person_adds_a_passkey_and_signs_in_by_it()
    {
        var (email, token) = await InviteAsync();
        await using var browser = await RealBrowser.OpenAsync(system.Address);
        await SucceedsAsync(browser, "POST", "/identity/invitations/acceptance", new { token, password = Password });

        var create = await SucceedsAsync(browser, "POST", "/identity/passkeys/options", new { password = Password });
        var added = await SucceedsAsync(
            browser, "POST", "/identity/passkeys", new { name = "This laptop", credential = await browser.CreateAsync(create) });
        await browser.CallAsync("POST", "/identity/sign-out");
        Assert.Equal(401, (await browser.CallAsync("GET", "/identity/session")).Status);

        var get = await SucceedsAsync(browser, "POST", "/identity/sign-in/passkey/options");
        var signedIn = await SucceedsAsync(
            browser, "POST", "/identity/sign-in/passkey", new { credential = await browser.GetAsync(get) });

        Assert.Equal("signedIn", signedIn.GetProperty("status").GetString());
        var session = await SucceedsAsync(browser, "GET", "/identity/session");
        Assert.Equal(email, session.GetProperty("email").GetString());
        Assert.Equal("mfa", session.GetProperty("signedInBy").EnumerateArray().Last().GetString());
        var passkeys = (await SucceedsAsync(browser, "GET", "/identity/passkeys")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(added.GetProperty("id").GetString(), passkeys.GetProperty("id").GetString());
        Assert.True(passkeys.TryGetProperty("lastUsedAt", out _));

        // The session works at the other services, and scripts see neither cookie nor token.
        await SucceedsAsync(browser, "GET", "/api/directory/services?bookable=true");
        Assert.Equal("", await browser.Page.EvaluateAsync<string>("() => document.cookie"));
        Assert.All(await browser.Page.Context.CookiesAsync(), cookie => Assert.True(cookie.HttpOnly, cookie.Name));
    }

    [Fact]
    public async Task A_stranger_with_the_device_in_hand_does_not_come_in()
    {
        var (_, token) = await InviteAsync();
        await using var browser = await RealBrowser.OpenAsync(system.Address);
        await SucceedsAsync(browser, "POST", "/identity/invitations/acceptance", new { token, password = Password });
        var create = await SucceedsAsync(browser, "POST", "/identity/passkeys/options", new { password = Password });
        await SucceedsAsync(browser, "POST", "/identity/passkeys", new { name = "This laptop", credential = await browser.CreateAsync(create) });
        await browser.CallAsync("POST", "/identity/sign-out");

        await browser.FailVerificationAsync();
        var get = await SucceedsAsync(browser, "POST", "/identity/sign-in/passkey/options");

        await Assert.ThrowsAsync<PlaywrightException>(() => browser.GetAsync(get));
        Assert.Equal(401, (await browser.CallAsync("GET", "/identity/session")).Status);
    }

    private static async Task<JsonElement> SucceedsAsync(RealBrowser browser, string method, string path, object? body = null)
    {
        var (status, answer) = await browser.CallAsync(method, path, body);
        Assert.True(status is >= 200 and < 300, $"{method} {path}: {status} {answer}");
        return answer;
    }

    /// <summary>An operator invites somebody; the token of the link in the mail that they get.</summary>
    private async Task<(string Email, string Token)> InviteAsync()
    {
        using var office = await system.AsAsync("operator");
        var email = $"robin.{Guid.NewGuid():N}@place.example";
        var organisation = (await office.GetFromJsonAsync<JsonElement>("/identity/personas", Ending)).GetProperty("items").EnumerateArray()
            .First(persona => persona.GetProperty("name").GetString() == "gp").GetProperty("organisationCode").GetString();
        var invited = await office.PostAsJsonAsync("/identity/invitations", new
        {
            email,
            displayName = "Robin Example",
            memberships = new[] { new { role = "gp", organisationCode = organisation } },
        }, Ending);
        Assert.True(invited.IsSuccessStatusCode, await invited.Content.ReadAsStringAsync(Ending));

        var text = (await DemonstrationMails.ToAsync(office, email)).GetProperty("text").GetString()!;
        var link = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Single(word => word.StartsWith("http", StringComparison.Ordinal));
        return (email, link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..]);
    }
}
