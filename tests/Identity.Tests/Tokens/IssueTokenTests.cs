using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace IntegratedCare.Identity.Tests.Tokens;

public sealed class IssueTokenTests(RealServers servers, DemonstrationPlace place) : IClassFixture<DemonstrationPlace>
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_with_its_secret_gets_a_token_that_the_published_keys_prove()
    {
        var identity = place.Identity;

        var answer = await identity.SignInAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var issued = await answer.Content.ReadFromJsonAsync<JsonElement>(Ending);
        Assert.Equal("Bearer", issued.GetProperty("token_type").GetString());
        Assert.Equal(900, issued.GetProperty("expires_in").GetInt32());

        var proof = await identity.ValidateAsync(issued.GetProperty("access_token").GetString()!);
        Assert.True(proof.IsValid, proof.Exception?.Message);
        var token = (JsonWebToken)proof.SecurityToken;
        Assert.Equal("client:place-loader", token.Subject);
        Assert.Equal("place-loader", token.GetClaim("role").Value);
        Assert.Equal(["directory", "scheduling", "ledger", "quality", "identity"], token.Audiences);
        Assert.Equal(TimeSpan.FromMinutes(15), token.ValidTo - token.ValidFrom);
        Assert.Equal(token.ValidFrom, token.IssuedAt);
        Assert.NotEmpty(token.Id);
        Assert.NotEmpty(token.Kid);
    }

    [Fact]
    public async Task The_client_may_name_itself_in_the_header_instead()
    {
        var identity = place.Identity;
        using var client = identity.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"place-loader:{IdentityHost.Secret}")));

        var answer = await client.PostAsync(
            "/identity/token", IdentityHost.Form(("grant_type", "client_credentials")), Ending);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("place-loader", "not-the-secret-but-one-of-good-length")]
    [InlineData("nobody", IdentityHost.Secret)]
    [InlineData("Not An Id", IdentityHost.Secret)]
    public async Task A_wrong_secret_and_an_unknown_client_are_refused_alike(string clientId, string secret)
    {
        var identity = place.Identity;

        var answer = await identity.SignInAsync(clientId, secret);

        var problem = await Refusal.IsAsync(answer, HttpStatusCode.Unauthorized, "token.client-unknown");
        Assert.Equal("invalid_client", problem.GetProperty("error").GetString());
        Assert.NotEmpty(problem.GetProperty("error_description").GetString()!);
        Assert.Equal("Basic", answer.Headers.WwwAuthenticate.Single().Scheme);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Whoever_goes_on_guessing_must_wait_longer_and_longer_even_with_the_right_secret()
    {
        await using var identity = await IdentityHost.StartAsync(servers);
        for (var guess = 0; guess < 6; guess++)
            await identity.SignInAsync(secret: "not-the-secret-but-one-of-good-length");

        var answer = await identity.SignInAsync();

        await Refusal.IsAsync(answer, HttpStatusCode.TooManyRequests, "token.too-many-attempts");
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        await Eventually.Async(async () => (await identity.SignInAsync()).IsSuccessStatusCode, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("grant_type=password&username=a&password=b", "token.grant-unsupported")]
    [InlineData("grant_type=client_credentials", "token.request-invalid")]
    [InlineData("grant_type=client_credentials&client_id=a&client_id=b&client_secret=c", "token.request-invalid")]
    [InlineData("grant_type=client_credentials&client_id=a&client_secret=b&resource=moon", "token.client-unknown", HttpStatusCode.Unauthorized)]
    [InlineData("grant_type=urn:integrated-care:persona&persona=gp&scope=ledger.read", "token.scope-unknown")]
    [InlineData("grant_type=urn:integrated-care:persona&persona=gp&resource=moon", "token.resource-unknown")]
    [InlineData("grant_type=urn:integrated-care:persona&persona=gp&resource=ledger&resource=quality", "token.request-invalid")]
    [InlineData("grant_type=urn:integrated-care:persona", "token.request-invalid")]
    [InlineData("grant_type=urn:integrated-care:persona&persona=nobody", "token.persona-unknown")]
    [InlineData("grant_type=urn:integrated-care:persona&persona=%27%20or%201%3D1--", "token.persona-unknown")]
    [InlineData("", "token.request-invalid")]
    [InlineData("%%%=&&&===", "token.request-invalid")]
    public async Task What_is_not_a_sign_in_is_refused_in_words(
        string form, string code, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        var identity = place.Identity;
        using var content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));

        var answer = await identity.Anonymous().PostAsync("/identity/token", content, Ending);

        await Refusal.IsAsync(answer, status, code);
    }

    [Fact]
    public async Task A_form_is_small_and_a_form()
    {
        var identity = place.Identity;
        using var client = identity.Anonymous();

        var json = await client.PostAsJsonAsync("/identity/token", new { grant_type = "client_credentials" }, Ending);
        var huge = await client.PostAsync("/identity/token", IdentityHost.Form(("grant_type", new string('x', 20_000))), Ending);
        var crowded = await client.PostAsync("/identity/token",
            IdentityHost.Form([.. Enumerable.Range(0, 50).Select(n => ($"field{n}", "x"))]), Ending);

        await Refusal.IsAsync(json, HttpStatusCode.BadRequest, "token.request-invalid");
        await Refusal.IsAsync(huge, HttpStatusCode.RequestEntityTooLarge, "request.too-large");
        await Refusal.IsAsync(crowded, HttpStatusCode.BadRequest, "token.request-invalid");
    }

    [Fact]
    public async Task A_persona_gets_a_token_with_its_role_organisation_and_neighbourhood()
    {
        var identity = place.Identity;

        var token = new JsonWebToken(await identity.PersonaTokenAsync("gp"));

        Assert.Equal("persona:gp", token.Subject);
        Assert.Equal("The gp", token.GetClaim("name").Value);
        Assert.Equal("gp", token.GetClaim("role").Value);
        Assert.Equal("oldham-council", token.GetClaim("org").Value);
        Assert.Equal("central", token.GetClaim("neighbourhood").Value);
    }

    [Fact]
    public async Task Outside_a_demonstration_nobody_signs_in_as_a_persona()
    {
        await using var identity = await IdentityHost.StartAsync(servers, demonstration: false);

        var answer = await identity.SignInAsPersonaAsync("gp");

        await Refusal.IsAsync(answer, HttpStatusCode.BadRequest, "token.grant-unsupported");
    }

    [Fact]
    public async Task Sign_ins_and_refusals_are_in_the_access_audit_and_secrets_nowhere()
    {
        await using var identity = await IdentityHost.StartAsync(servers);

        await identity.SignInAsync();
        await identity.SignInAsync(secret: "not-the-secret-but-one-of-good-length");
        await identity.SignInAsync(clientId: "Not An Id");

        await using var db = identity.Service.Db();
        var audit = await db.Database.SqlQuery<string>(
            $"select subject || ' ' || action || ' ' || record_type as value from access_records order by id").ToListAsync(Ending);
        Assert.Equal(
            ["client:place-loader token.issued token", "client:place-loader token.refused refusal", "unreadable token.refused refusal"],
            audit);
        var secret = (await db.Clients.Include(client => client.Secrets).SingleAsync(client => client.Id == "place-loader", Ending)).Secrets.Single();
        Assert.False(Encoding.UTF8.GetString(secret.Hash.Hash).Contains(IdentityHost.Secret, StringComparison.Ordinal));
        Assert.True(secret.Hash.IsOf(IdentityHost.Secret));
    }
}
