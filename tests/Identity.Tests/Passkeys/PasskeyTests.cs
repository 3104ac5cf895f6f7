using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Identity.Tests.Accounts;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Identity.Tests.Passkeys;

/// <summary>Signing in by a passkey, and everything that is refused on the way. A real browser does it in the end-to-end tests.</summary>
public sealed class PasskeyTests(RealServers servers)
{
    private const string Email = "robin@place.example";

    private static readonly object Proof = new { password = AccountSeeding.Password };

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_a_passkey_signs_in_by_it_alone()
    {
        await using var identity = await StartAsync();
        using var passkey = await WithPasskeyAsync(identity);
        var browser = new Browser(identity);

        var answer = await SignInAsync(browser, passkey);

        Assert.Equal("signedIn", (await ReadAsync(answer)).GetProperty("status").GetString());
        var session = await browser.ReadAsync("/identity/session");
        Assert.Equal(Email, session.GetProperty("email").GetString());
        Assert.Equal(["pop", "mfa"], session.GetProperty("signedInBy").EnumerateArray().Select(way => way.GetString()));
        var listed = (await browser.ReadAsync("/identity/passkeys")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal("Robin's telephone", listed.GetProperty("name").GetString());
        Assert.True(listed.TryGetProperty("lastUsedAt", out _));
    }

    [Fact]
    public async Task The_question_asks_for_a_passkey_that_knows_its_owner_and_verifies_them()
    {
        await using var identity = await StartAsync();
        var browser = await SignedInAsync(identity);

        var create = await ReadAsync(await browser.PostAsync("/identity/passkeys/options", Proof));
        var get = await ReadAsync(await browser.PostAsync("/identity/sign-in/passkey/options"));

        var selection = create.GetProperty("authenticatorSelection");
        Assert.Equal("required", selection.GetProperty("residentKey").GetString());
        Assert.Equal("required", selection.GetProperty("userVerification").GetString());
        Assert.Equal("required", get.GetProperty("userVerification").GetString());
        Assert.Equal("127.0.0.1", get.GetProperty("rpId").GetString());
        Assert.Equal(0, get.GetProperty("allowCredentials").GetArrayLength());
    }

    [Fact]
    public async Task A_passkey_is_added_only_by_who_proves_once_more_who_they_are()
    {
        await using var identity = await StartAsync();
        var browser = await SignedInAsync(identity);

        await Refusal.IsAsync(
            await browser.PostAsync("/identity/passkeys/options", new { }), HttpStatusCode.UnprocessableEntity, "second-factor.proof-needed");
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/passkeys/options", new { password = "not the password" }),
            HttpStatusCode.Forbidden, "second-factor.proof-wrong");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/identity/passkeys/options")).StatusCode);

        using var passkey = new SoftwareAuthenticator(OriginOf(identity), "127.0.0.1");
        var notAsked = passkey.Create(await ReadAsync(await (await SignedInAsync(identity)).PostAsync("/identity/passkeys/options", Proof)));
        await Refusal.IsAsync(
            await browser.PostAsync("/identity/passkeys", new { name = "Stolen", credential = notAsked }),
            HttpStatusCode.BadRequest, "passkey.question-unknown");
    }

    [Fact]
    public async Task An_answer_that_does_not_hold_signs_nobody_in()
    {
        await using var identity = await StartAsync();
        using var passkey = await WithPasskeyAsync(identity);
        var origin = passkey.Origin;
        foreach (var (name, spoil, mend) in new (string, Action, Action)[]
        {
            ("another origin", () => passkey.Origin = "https://evil.example", () => passkey.Origin = origin),
            ("another port", () => passkey.Origin = "http://127.0.0.1:1", () => passkey.Origin = origin),
            ("another domain", () => passkey.Domain = "evil.example", () => passkey.Domain = "127.0.0.1"),
            ("in a frame of another site", () => passkey.IsCrossOrigin = true, () => passkey.IsCrossOrigin = false),
            ("nobody verified", () => passkey.VerifiesUser = false, () => passkey.VerifiesUser = true),
            ("a copy whose counter stands still", () => passkey.SignCount = 0, () => passkey.SignCount = 10),
        })
        {
            spoil();
            var browser = new Browser(identity);

            var answer = await SignInAsync(browser, passkey);

            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{name}: {answer.StatusCode}");
            await Refusal.IsAsync(answer, HttpStatusCode.Forbidden, "passkey.not-proven");
            Assert.Null(browser.Session);
            mend();
        }

        Assert.True((await SignInAsync(new Browser(identity), passkey)).IsSuccessStatusCode);
        await using var db = identity.Service.Db();
        Assert.Equal(6, await db.Database.SqlQuery<int>(
            $"""select count(*)::int as "Value" from access_records where action = 'sign-in.refused'""").SingleAsync(Ending));
    }

    [Fact]
    public async Task A_counter_that_goes_back_is_a_copy()
    {
        await using var identity = await StartAsync();
        using var passkey = await WithPasskeyAsync(identity);
        await SignInAsync(new Browser(identity), passkey);
        await SignInAsync(new Browser(identity), passkey);

        passkey.SignCount -= 2;
        var answer = await SignInAsync(new Browser(identity), passkey);

        await Refusal.IsAsync(answer, HttpStatusCode.Forbidden, "passkey.not-proven");
    }

    [Fact]
    public async Task An_answer_counts_once_and_only_in_the_browser_that_was_asked()
    {
        await using var identity = await StartAsync();
        using var passkey = await WithPasskeyAsync(identity);
        var browser = new Browser(identity);
        var question = await ReadAsync(await browser.PostAsync("/identity/sign-in/passkey/options"));
        var cookie = browser["ic_passkey"]!;
        var credential = passkey.Get(question);

        var elsewhere = await new Browser(identity).PostAsync("/identity/sign-in/passkey", new { credential });
        var first = await browser.PostAsync("/identity/sign-in/passkey", new { credential });
        browser["ic_passkey"] = cookie;
        var again = await browser.PostAsync("/identity/sign-in/passkey", new { credential });

        await Refusal.IsAsync(elsewhere, HttpStatusCode.BadRequest, "passkey.question-unknown");
        Assert.True(first.IsSuccessStatusCode);
        await Refusal.IsAsync(again, HttpStatusCode.BadRequest, "passkey.question-unknown");
    }

    [Fact]
    public async Task An_answer_to_another_question_is_refused()
    {
        await using var identity = await StartAsync();
        using var passkey = await WithPasskeyAsync(identity);
        var browser = new Browser(identity);
        var former = passkey.Get(await ReadAsync(await browser.PostAsync("/identity/sign-in/passkey/options")));
        await browser.PostAsync("/identity/sign-in/passkey/options");

        var answer = await browser.PostAsync("/identity/sign-in/passkey", new { credential = former });

        await Refusal.IsAsync(answer, HttpStatusCode.Forbidden, "passkey.not-proven");
    }

    [Fact]
    public async Task An_unknown_passkey_and_a_removed_one_open_nothing()
    {
        await using var identity = await StartAsync();
        using var stranger = new SoftwareAuthenticator(OriginOf(identity), "127.0.0.1");
        using var passkey = await WithPasskeyAsync(identity);
        var browser = await SignedInAsync(identity);
        var id = (await browser.ReadAsync("/identity/passkeys")).GetProperty("items")[0].GetProperty("id").GetString();

        await Refusal.IsAsync(await SignInAsync(new Browser(identity), stranger), HttpStatusCode.Forbidden, "passkey.not-proven");
        await Refusal.IsAsync(
            await browser.PostAsync($"/identity/passkeys/{id}/removal", new { password = "not the password" }), HttpStatusCode.Forbidden, "second-factor.proof-wrong");
        Assert.Equal(HttpStatusCode.NoContent,
            (await browser.PostAsync($"/identity/passkeys/{id}/removal", new { password = AccountSeeding.Password })).StatusCode);

        await Refusal.IsAsync(await SignInAsync(new Browser(identity), passkey), HttpStatusCode.Forbidden, "passkey.not-proven");
        await Refusal.IsAsync(
            await browser.PostAsync($"/identity/passkeys/{id}/removal", new { password = AccountSeeding.Password }), HttpStatusCode.NotFound, "passkey.none");
    }

    [Fact]
    public async Task Nobody_removes_or_sees_the_passkeys_of_another()
    {
        await using var identity = await StartAsync();
        using var passkey = await WithPasskeyAsync(identity);
        var owner = await SignedInAsync(identity);
        var id = (await owner.ReadAsync("/identity/passkeys")).GetProperty("items")[0].GetProperty("id").GetString();
        await identity.AddAccountAsync("other@place.example", "gp");
        var other = new Browser(identity);
        await other.SignInAsync("other@place.example", AccountSeeding.Password);

        Assert.Equal(0, (await other.ReadAsync("/identity/passkeys")).GetProperty("items").GetArrayLength());
        await Refusal.IsAsync(
            await other.PostAsync($"/identity/passkeys/{id}/removal", new { password = AccountSeeding.Password }), HttpStatusCode.NotFound, "passkey.none");
    }

    [Fact]
    public async Task A_passkey_is_registered_once_and_by_nobody_else_again()
    {
        await using var identity = await StartAsync();
        using var passkey = await WithPasskeyAsync(identity);
        var browser = await SignedInAsync(identity);
        await identity.AddAccountAsync("other@place.example", "gp");
        var other = new Browser(identity);
        await other.SignInAsync("other@place.example", AccountSeeding.Password);

        foreach (var person in new[] { browser, other })
        {
            var answer = await AddAsync(person, passkey);
            Assert.False(answer.IsSuccessStatusCode);
            Assert.True((int)answer.StatusCode < 500);
        }

        Assert.Equal(0, (await other.ReadAsync("/identity/passkeys")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_person_has_ten_passkeys_at_most()
    {
        await using var identity = await StartAsync();
        var browser = await SignedInAsync(identity);
        for (var n = 0; n < 10; n++)
        {
            using var passkey = new SoftwareAuthenticator(OriginOf(identity), "127.0.0.1");
            Assert.Equal(HttpStatusCode.Created, (await AddAsync(browser, passkey)).StatusCode);
        }

        await Refusal.IsAsync(await browser.PostAsync("/identity/passkeys/options", Proof), HttpStatusCode.Conflict, "passkey.too-many");
    }

    [Fact]
    public async Task What_is_no_answer_is_refused_in_words()
    {
        await using var identity = await StartAsync();
        foreach (var json in new[]
        {
            """{}""",
            """{"credential":null}""",
            """{"credential":"text"}""",
            """{"credential":[]}""",
            """{"credential":{}}""",
            """{"credential":{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{}}}""",
            """{"credential":{"id":"%%%","rawId":"%%%","type":"x","clientExtensionResults":{},"response":{"clientDataJSON":"%","authenticatorData":"%","signature":"%"}}}""",
        })
        {
            var browser = new Browser(identity);
            await browser.PostAsync("/identity/sign-in/passkey/options");

            var answer = await browser.PostAsync("/identity/sign-in/passkey", JsonDocument.Parse(json).RootElement);

            Assert.True((int)answer.StatusCode is 400 or 403, $"{json}: {answer.StatusCode}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task The_settings_say_for_which_domain_and_pages_passkeys_are_good()
    {
        await using var identity = await StartAsync(web =>
        {
            web.UseSetting("Identity:Passkeys:Domain", "care.example");
            web.UseSetting("Identity:Passkeys:Origins:0", "https://care.example");
        });
        var browser = await SignedInAsync(identity);
        using var right = new SoftwareAuthenticator("https://care.example", "care.example");
        using var wrong = new SoftwareAuthenticator("https://other.care.example", "care.example");

        Assert.Equal(HttpStatusCode.Created, (await AddAsync(browser, right)).StatusCode);
        await Refusal.IsAsync(await AddAsync(browser, wrong), HttpStatusCode.Forbidden, "passkey.not-proven");
        Assert.True((await SignInAsync(new Browser(identity), right)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Who_must_have_a_second_factor_and_has_a_passkey_signs_in_by_that()
    {
        await using var identity = await StartAsync(web => web.UseSetting("Accounts:SecondFactorRequiredFor:0", "operator"));
        using var passkey = await WithPasskeyAsync(identity);
        await using (var db = identity.Service.Db())
        {
            var account = await db.Accounts.SingleAsync(Ending);
            db.Memberships.Add(new() { Id = new(Guid.CreateVersion7()), AccountId = account.Id, Role = "operator", OrganisationCode = "oldham-council" });
            await db.SaveChangesAsync(Ending);
        }

        var browser = new Browser(identity);
        var byPassword = await ReadAsync(await browser.SignInAsync(Email, AccountSeeding.Password));
        Assert.Equal("secondFactorRequired", byPassword.GetProperty("status").GetString());
        await Refusal.IsAsync(await browser.PostAsync("/identity/sign-in/second-factor/totp"), HttpStatusCode.Conflict, "second-factor.set-up-not-asked");

        Assert.True((await SignInAsync(browser, passkey)).IsSuccessStatusCode);
        Assert.NotNull(browser.Session);
    }

    [Fact]
    public async Task Who_signs_in_at_a_provider_gets_no_way_in_past_it()
    {
        await using var identity = await StartAsync();
        await using (var db = identity.Service.Db())
        {
            var account = await db.Accounts.SingleAsync(Ending);
            db.Add(new IdentityUserLogin<Guid> { LoginProvider = "cis2", ProviderKey = "somebody", UserId = account.Id });
            await db.SaveChangesAsync(Ending);
        }

        var browser = await SignedInAsync(identity);

        await Refusal.IsAsync(await browser.PostAsync("/identity/passkeys/options", Proof), HttpStatusCode.Forbidden, "passkey.provider-decides");
    }

    private async Task<IdentityHost> StartAsync(Action<IWebHostBuilder>? configure = null)
    {
        var identity = await IdentityHost.StartAsync(servers, configure: configure);
        await identity.AddPersonasAsync();
        await identity.AddAccountAsync(Email, "gp");
        return identity;
    }

    private static string OriginOf(IdentityHost identity) => identity.Anonymous().BaseAddress!.GetLeftPart(UriPartial.Authority);

    private static async Task<Browser> SignedInAsync(IdentityHost identity)
    {
        var browser = new Browser(identity);
        Assert.True((await browser.SignInAsync(Email, AccountSeeding.Password)).IsSuccessStatusCode);
        return browser;
    }

    private static async Task<SoftwareAuthenticator> WithPasskeyAsync(IdentityHost identity)
    {
        var passkey = new SoftwareAuthenticator(OriginOf(identity), "127.0.0.1");
        var answer = await AddAsync(await SignedInAsync(identity), passkey);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ending));
        return passkey;
    }

    private static async Task<HttpResponseMessage> AddAsync(Browser browser, SoftwareAuthenticator passkey)
    {
        var question = await ReadAsync(await browser.PostAsync("/identity/passkeys/options", Proof));
        return await browser.PostAsync("/identity/passkeys", new { name = "Robin's telephone", credential = passkey.Create(question) });
    }

    private static async Task<HttpResponseMessage> SignInAsync(Browser browser, SoftwareAuthenticator passkey)
    {
        var question = await ReadAsync(await browser.PostAsync("/identity/sign-in/passkey/options"));
        return await browser.PostAsync("/identity/sign-in/passkey", new { credential = passkey.Get(question) });
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ending));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Ending);
    }
}
