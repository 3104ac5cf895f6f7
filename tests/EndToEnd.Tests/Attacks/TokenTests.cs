using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.EndToEnd.Tests.Attacks;

/// <summary>Tokens that were not issued here, or not like this, or not for this service: no service opens to any of them.</summary>
public sealed class TokenTests(RunningSystem system)
{
    private static readonly string[] Doors = [.. Described.Services.Select(service => $"/operations/{service}/status"), "/status"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_forged_or_changed_token_opens_nothing()
    {
        var good = await system.TokenAsync("operator");
        var parts = good.Split('.');
        var kid = new JsonWebToken(good).Kid;
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = await PublicKeyAsync();
        var gp = (await system.TokenAsync("gp")).Split('.');
        var retired = await Insider.RetiredKeyAsync(system);
        var raised = Encode(Decode(gp[1]).Replace("\"gp\"", "\"operator\"", StringComparison.Ordinal));

        await OpensNothingAsync(
        [
            ("no signature", $"{parts[0]}.{parts[1]}."),
            ("a signature of another token", $"{parts[0]}.{parts[1]}.{gp[2]}"),
            ("another role under the old signature", $"{gp[0]}.{raised}.{gp[2]}"),
            ("alg none", $"{Header(new { alg = "none", typ = "JWT" })}.{parts[1]}."),
            ("alg None", $"{Header(new { alg = "NoNe", typ = "JWT", kid })}.{parts[1]}.{parts[2]}"),
            ("our public key as a shared secret", Shared(Encoding.UTF8.GetBytes(pem), kid)),
            ("our key's name as a shared secret", Shared(SHA256.HashData(Encoding.UTF8.GetBytes(kid)), kid)),
            ("a foreign key", Insider.Sign(Credentials(foreign, "foreign"))),
            ("a foreign key under our key's name", Insider.Sign(Credentials(foreign, kid))),
            ("a key of ours that signs no more", Insider.Sign(Credentials(retired.ECDsa, retired.KeyId))),
            ("a key's name that climbs", Insider.Sign(Credentials(foreign, "../../../../dev/null"))),
            ("a key's name that asks a database", Insider.Sign(Credentials(foreign, "' union select 'x' --"))),
            ("a key's name that is an address", Insider.Sign(Credentials(foreign, "http://127.0.0.1:1/jwks"))),
            ("a key brought along", Insider.Sign(Credentials(foreign, "mine"), token => token.AdditionalHeaderClaims = new Dictionary<string, object>
            {
                ["jwk"] = PublicJwk(foreign), ["jku"] = "http://127.0.0.1:1/jwks", ["x5u"] = "http://127.0.0.1:1/x5u",
            })),
            ("two tokens", $"{good} {good}"),
            ("a very long one", new string('a', 9_000)),
            ("nothing", ""),
        ]);
    }

    [Fact]
    public async Task Even_with_the_stolen_signing_key_every_claim_must_be_right()
    {
        var key = await Insider.SigningKeyAsync(system);
        var credentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256) { CryptoProviderFactory = new() { CacheSignatureProviders = false } };
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        using (var client = system.With(Insider.Sign(credentials)))
        {
            foreach (var door in Doors)
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(door, Cancelled)).StatusCode);     // else the rest would prove nothing
        }

        await OpensNothingAsync(
        [
            ("expired", Insider.Sign(credentials, token => (token.NotBefore, token.Expires) = (now.AddMinutes(-20), now.AddMinutes(-2)))),
            ("not valid yet", Insider.Sign(credentials, token => token.NotBefore = now.AddMinutes(2))),
            ("without an end", Insider.Sign(credentials, token => token.Expires = null)),
            ("another issuer", Insider.Sign(credentials, token => token.Issuer = "urn:somebody-else")),
            ("no audience", Insider.Sign(credentials, token => token.Audiences.Clear())),
            ("an audience of nobody", Insider.Sign(credentials, token =>
            {
                token.Audiences.Clear();
                token.Audiences.Add("everything");
            })),
        ]);
        await OpensNothingAsync(
        [
            ("no subject", Insider.Sign(credentials, token => token.Claims.Remove("sub"))),
            ("no role", Insider.Sign(credentials, token => token.Claims.Remove("role"))),
            ("a role that there is not", Insider.Sign(credentials, token => token.Claims["role"] = "emperor")),
            ("no scope that fits", Insider.Sign(credentials, token => token.Claims["scope"] = "moon.read")),
        ], HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_token_for_one_service_opens_no_other()
    {
        foreach (var service in (string[])[.. Described.Services, "gateway"])
        {
            var token = await AskAsync(("grant_type", "urn:integrated-care:persona"), ("persona", "operator"), ("resource", service));
            Assert.Equal([service], new JsonWebToken(token).Audiences);
            using var client = system.With(token);
            foreach (var other in (string[])[.. Described.Services, "gateway"])
            {
                var door = other == "gateway" ? "/status" : $"/operations/{other}/status";
                var answer = await client.GetAsync(door, Cancelled);
                Assert.True(answer.StatusCode == (other == service ? HttpStatusCode.OK : HttpStatusCode.Unauthorized),
                    $"A token for {service} at {other}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_program_that_may_only_read_changes_nothing()
    {
        var token = await AskAsync(("grant_type", "client_credentials"), ("client_id", "place-loader"),
            ("client_secret", system.Secrets()["place-loader-secret"]), ("scope", "directory.read identity.read"));
        using var client = system.With(token);

        var (read, _) = await Answers.SendAsync(client, HttpMethod.Get, "/api/directory/place", null);
        var (write, refusal) = await Answers.SendAsync(client, HttpMethod.Put, "/identity/organisations/attack", """{"name":"Attack","kind":"council"}""");
        var (elsewhere, _) = await Answers.SendAsync(client, HttpMethod.Get, "/api/ledger/funds", null);

        Assert.Equal(HttpStatusCode.OK, read);
        Assert.Equal(HttpStatusCode.Forbidden, write);
        Assert.Contains("request.scope-missing", refusal, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere);
    }

    private async Task OpensNothingAsync(IEnumerable<(string Attack, string Token)> attacks, HttpStatusCode status = HttpStatusCode.Unauthorized)
    {
        foreach (var (attack, token) in attacks)
        {
            using var client = system.With(token);
            foreach (var door in Doors)
            {
                var answer = await client.GetAsync(door, Cancelled);
                Assert.True(answer.StatusCode == status, $"{attack} at {door}: {answer.StatusCode}");
            }
        }
    }

    private async Task<string> AskAsync(params (string Name, string Value)[] fields)
    {
        using var client = system.Anonymous();
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync("/identity/token", form, Cancelled);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("access_token").GetString()!;
    }

    private async Task<string> PublicKeyAsync()
    {
        using var client = system.Anonymous();
        var set = new JsonWebKeySet(await client.GetStringAsync("/identity/.well-known/jwks.json", Cancelled));
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Base64UrlEncoder.DecodeBytes(set.Keys[0].X), Y = Base64UrlEncoder.DecodeBytes(set.Keys[0].Y) },
        });
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private static string Shared(byte[] secret, string kid) =>
        Insider.Sign(new(new SymmetricSecurityKey(secret) { KeyId = kid }, SecurityAlgorithms.HmacSha256));

    private static SigningCredentials Credentials(ECDsa key, string kid) => new(new ECDsaSecurityKey(key) { KeyId = kid }, SecurityAlgorithms.EcdsaSha256)
    {
        CryptoProviderFactory = new() { CacheSignatureProviders = false },
    };

    private static Dictionary<string, object> PublicJwk(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) };
    }

    private static string Header(object header) => Encode(JsonSerializer.Serialize(header));

    private static string Encode(string json) => Base64UrlEncoder.Encode(json);

    private static string Decode(string part) => Base64UrlEncoder.Decode(part);
}
