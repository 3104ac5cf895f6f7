using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegratedCare.Identity.Tests.Accounts;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IntegratedCare.Identity.Tests.SigningIn;

public sealed class SignInWithPasswordTests(RealServers servers, DemonstrationPlace place) : IClassFixture<DemonstrationPlace>
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_knows_the_password_is_signed_in_and_the_gateway_gets_their_token()
    {
        var identity = place.Identity;
        var account = await identity.AddAccountAsync("robin@example.org", "care-coordinator");
        var browser = new Browser(identity);

        var answer = await browser.SignInAsync(" Robin@Example.org ", AccountSeeding.Password);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("signedIn", (await answer.Content.ReadFromJsonAsync<JsonElement>(Ending)).GetProperty("status").GetString());
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("ic_session=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);

        var token = new JsonWebToken(await browser.TokenAsync());
        Assert.Equal($"account:{account:N}", token.Subject);
        Assert.Equal("Robin Example", token.GetClaim("name").Value);
        Assert.Equal("care-coordinator", token.GetClaim("role").Value);
        Assert.Equal("oldham-council", token.GetClaim("org").Value);
        Assert.Equal("pwd", token.GetClaim("amr").Value);
        Assert.Equal(browser.Session![..32], token.GetClaim("sid").Value);
        Assert.Equal(TimeSpan.FromMinutes(1), token.ValidTo - token.ValidFrom);
        Assert.True((await identity.ValidateAsync(token.EncodedToken)).IsValid);
    }

    [Theory]
    [InlineData("wrong@example.org", "not the password of this account")]
    [InlineData("nobody@example.org", AccountSeeding.Password)]
    [InlineData("not an address", AccountSeeding.Password)]
    [InlineData("' or 1=1 --", "' or 1=1 --")]
    public async Task A_wrong_password_and_an_unknown_address_are_refused_alike(string email, string password)
    {
        var identity = place.Identity;
        if (email.StartsWith("wrong", StringComparison.Ordinal)) await identity.AddAccountAsync(email, "gp");
        var browser = new Browser(identity);

        var answer = await browser.SignInAsync(email, password);

        await Refusal.IsAsync(answer, HttpStatusCode.Unauthorized, "sign-in.refused");
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Over_https_the_cookie_cannot_be_set_by_a_neighbour()
    {
        var identity = place.Identity;
        await identity.AddAccountAsync("https@example.org", "gp");
        using var client = identity.Anonymous();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        var answer = await client.PostAsJsonAsync(
            "/identity/sign-in", new { email = "https@example.org", password = AccountSeeding.Password }, Ending);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("__Host-ic_session=", StringComparison.Ordinal));
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_password_is_the_same_however_its_letters_are_composed()
    {
        var identity = place.Identity;
        var id = await identity.AddAccountAsync("unicode@example.org", "gp");
        await identity.SetPasswordAsync(id, "cre\u0300me bru\u0302le\u0301e at midnight");

        var answer = await new Browser(identity).SignInAsync("unicode@example.org", "cr\u00e8me br\u00fbl\u00e9e at midnight");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Nobody_acts_without_a_role_and_only_the_owner_is_told()
    {
        var identity = place.Identity;
        await identity.AddAccountAsync("roleless@example.org");
        var browser = new Browser(identity);

        await Refusal.IsAsync(
            await browser.SignInAsync("roleless@example.org", AccountSeeding.Password), HttpStatusCode.Forbidden, "account.without-role");
        await Refusal.IsAsync(
            await browser.SignInAsync("roleless@example.org", "not the password of this account"), HttpStatusCode.Unauthorized, "sign-in.refused");
        Assert.Null(browser.Session);
    }

    [Fact]
    public async Task Neither_address_nor_name_nor_password_lies_readable_in_the_database()
    {
        await using var identity = await IdentityHost.StartAsync(servers);
        await identity.AddPersonasAsync();
        await identity.AddAccountAsync("robin@example.org", "gp");
        await new Browser(identity).SignInAsync("robin@example.org", AccountSeeding.Password);

        await using var db = identity.Service.Db();
        var text = string.Concat(await db.Database.SqlQuery<string>(
            $"select table_to_xml('accounts', true, false, '')::text || table_to_xml('sessions', true, false, '')::text as value").ToListAsync(Ending));
        Assert.Contains("email_hash", text, StringComparison.Ordinal);
        foreach (var secret in (string[])["robin", "Robin", "example.org", "saffron"])
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret))[..^4], text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Only_the_gateway_turns_a_cookie_into_a_token_and_it_can_do_nothing_else()
    {
        var identity = place.Identity;
        var browser = new Browser(identity);
        await browser.PostAsync("/identity/sign-in/persona", new { persona = "gp" });

        var asLoader = await identity.AskForTokenAsync(
            ("grant_type", "urn:integrated-care:session"), ("client_id", "place-loader"), ("client_secret", IdentityHost.Secret),
            ("session", browser.Session!));
        var forItself = await identity.SignInAsync("gateway", IdentityHost.GatewaySecret);
        var withoutSecret = await identity.AskForTokenAsync(
            ("grant_type", "urn:integrated-care:session"), ("session", browser.Session!));

        await Refusal.IsAsync(asLoader, HttpStatusCode.BadRequest, "token.grant-not-for-client");
        await Refusal.IsAsync(forItself, HttpStatusCode.BadRequest, "token.grant-not-for-client");
        await Refusal.IsAsync(withoutSecret, HttpStatusCode.BadRequest, "token.request-invalid");
        Assert.Equal("persona:gp", new JsonWebToken(await browser.TokenAsync()).Subject);
    }
}
