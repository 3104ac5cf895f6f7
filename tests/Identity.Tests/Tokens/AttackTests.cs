using System.Net;
using System.Security.Cryptography;
using System.Text;
using IntegratedCare.Identity.Keys;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Identity.Tests.Tokens;

/// <summary>Tokens that were not issued here, or not like this, open nothing.</summary>
public sealed class AttackTests(RealServers servers)
{
    private static readonly ECDsaSecurityKey Foreign = new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    [Fact]
    public async Task Only_a_true_token_opens_a_protected_endpoint()
    {
        await using var identity = await IdentityHost.StartAsync(servers);
        var good = await identity.LoaderTokenAsync();
        using var client = identity.With(good);

        var answer = await client.GetAsync("/identity/me", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        foreach (var (attack, token) in Attacks(good).Concat(await TrulySignedAsync(identity, good)))
        {
            using var attacker = identity.With(token);
            var refused = await attacker.GetAsync("/identity/me", TestContext.Current.CancellationToken);
            Assert.True(refused.StatusCode == HttpStatusCode.Unauthorized, $"{attack}: {refused.StatusCode}");
            await Refusal.IsAsync(refused, HttpStatusCode.Unauthorized, "request.unauthenticated");
        }
    }

    private static IEnumerable<(string Attack, string Token)> Attacks(string good)
    {
        var parts = good.Split('.');
        var kid = new JsonWebToken(good).Kid;
        var operatorClaims = Encode(Decode(parts[1]).Replace("\"place-loader\"", "\"operator\"", StringComparison.Ordinal));

        yield return ("no token", " ");
        yield return ("not a token", "abc.def.ghi");
        yield return ("very long", new string('a', 10_000));
        yield return ("another role, old signature", $"{parts[0]}.{operatorClaims}.{parts[2]}");
        yield return ("no signature", $"{parts[0]}.{parts[1]}.");
        yield return ("alg none", $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{operatorClaims}.");
        yield return ("alg none with a signature", $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{operatorClaims}.{parts[2]}");
        yield return ("foreign key", Forge(good, key: Foreign));
        yield return ("foreign key under our key's name", Forge(good, key: new(Foreign.ECDsa) { KeyId = kid }));
        yield return ("public key as a shared secret", Shared(good, kid));
    }

    /// <summary>What only a stolen key could make: even then the claims must be right.</summary>
    private static async Task<IReadOnlyList<(string Attack, string Token)>> TrulySignedAsync(IdentityHost identity, string good)
    {
        await using var db = identity.Service.Db();
        var key = await db.SigningKeys.SingleAsync(TestContext.Current.CancellationToken);
        using var pair = key.Open(identity.Service.Services.GetRequiredService<KeyProtection>())!;
        var credentials = new SigningCredentials(new ECDsaSecurityKey(pair) { KeyId = key.Id }, SecurityAlgorithms.EcdsaSha256)
        {
            CryptoProviderFactory = new() { CacheSignatureProviders = false },
        };
        return
        [
            ("expired", Write(good, credentials, token => token.Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1), minutesAgo: 20)),
            ("not valid yet", Write(good, credentials, token => token.NotBefore = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5))),
            ("another audience", Write(good, credentials, token =>
            {
                token.Audiences.Clear();
                token.Audiences.Add("ledger");
            })),
            ("another issuer", Write(good, credentials, token => token.Issuer = "urn:somebody-else")),
        ];
    }

    private static string Forge(string good, ECDsaSecurityKey key) => Write(good, new(key, SecurityAlgorithms.EcdsaSha256));

    private static string Shared(string good, string kid) => Write(
        good, new(new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes(kid))) { KeyId = kid }, SecurityAlgorithms.HmacSha256));

    private static string Write(
        string good, SigningCredentials credentials, Action<SecurityTokenDescriptor>? change = null, int minutesAgo = 0)
    {
        var token = new JsonWebToken(good);
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = token.Issuer,
            Claims = new Dictionary<string, object> { [TokenClaims.Subject] = "persona:operator", [TokenClaims.Role] = Roles.Operator },
            NotBefore = token.ValidFrom.AddMinutes(-minutesAgo),
            Expires = token.ValidTo,
            SigningCredentials = credentials,
        };
        descriptor.Audiences.Add("identity");
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    private static string Decode(string part) => Base64UrlEncoder.Decode(part);

    private static string Encode(string json) => Base64UrlEncoder.Encode(json);
}
