using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using IntegratedCare.Kernel.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Testing;

/// <summary>Signs tokens and publishes its key over HTTP as the identity service does, so that a service is tested with its real access control.</summary>
public sealed class TokenIssuer : IAsyncDisposable
{
    private static readonly string[] Audiences = ["directory", "scheduling", "ledger", "quality", "identity", "gateway"];

    private readonly ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsaSecurityKey key;
    private readonly WebApplication app;

    private TokenIssuer()
    {
        key = new ECDsaSecurityKey(ecdsa) { KeyId = "tests" };
        var published = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new(ECDsa.Create(ecdsa.ExportParameters(false))) { KeyId = "tests" });
        var set = JsonSerializer.Serialize(new
        {
            keys = new[] { new { kty = published.Kty, kid = published.KeyId, crv = published.Crv, x = published.X, y = published.Y, use = "sig", alg = "ES256" } },
        });

        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(context => context.Request.Path.StartsWithSegments("/audit") && Audit is { } answer
            ? answer(context)
            : context.Response.WriteAsync(set));
    }

    /// <summary>What it answers to questions about its audit, as the identity service that it stands for; null: it knows of none.</summary>
    public RequestDelegate? Audit { get; set; }

    /// <summary>Where a service finds the published key: the value of <c>services:identity:http:0</c>.</summary>
    public string Address => app.Urls.Single();

    public static async Task<TokenIssuer> StartAsync(CancellationToken cancellationToken)
    {
        var issuer = new TokenIssuer();
        await issuer.app.StartAsync(cancellationToken);
        return issuer;
    }

    /// <summary>A token as the identity service would give it; <paramref name="change"/> makes it wrong in one way.</summary>
    public string Issue(
        string role, string? organisation = null, string? neighbourhood = null, string? name = null,
        Action<SecurityTokenDescriptor>? change = null)
    {
        var claims = new List<Claim>
        {
            new(TokenClaims.Subject, $"persona:{name ?? role}"),
            new(TokenClaims.Name, name ?? role),
            new(TokenClaims.Role, role),
        };
        if (organisation is not null) claims.Add(new(TokenClaims.Organisation, organisation));
        if (neighbourhood is not null) claims.Add(new(TokenClaims.Neighbourhood, neighbourhood));

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = TokenClaims.Issuer,
            Subject = new ClaimsIdentity(claims),
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(15),
            SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
        };
        foreach (var audience in Audiences) descriptor.Audiences.Add(audience);
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <summary>A token of a program; <paramref name="scope"/> is null where it carries none.</summary>
    public string IssueToProgram(string id, string role, string? scope, string? organisation = null) =>
        Issue(role, organisation, change: token => token.Claims = new Dictionary<string, object>(
            scope is null ? [] : [new(TokenClaims.Scope, scope)])
        {
            [TokenClaims.Subject] = $"client:{id}",
        });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        ecdsa.Dispose();
    }
}
