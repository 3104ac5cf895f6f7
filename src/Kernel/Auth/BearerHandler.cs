using System.Security.Claims;
using System.Text.Encodings.Web;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Kernel.Auth;

/// <summary>Settings of <see cref="BearerHandler"/>.</summary>
internal sealed class BearerOptions : AuthenticationSchemeOptions
{
    /// <summary>The audiences of which a token must name one: this service, as a rule.</summary>
    public IReadOnlyList<string> Audiences { get; set; } = [];
}

/// <summary>Accepts signed bearer tokens (RFC 6750) of this place's identity service.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<BearerOptions> options, ILoggerFactory logger, UrlEncoder encoder, PublishedKeys keys, ProvenTokens proven)
    : AuthenticationHandler<BearerOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private const int TokenLengthMax = 8_192;
    internal static readonly TimeSpan ClockSkewMax = TimeSpan.FromSeconds(30);
    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        const string prefix = SchemeName + " ";
        if (!header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        if (header.Length > TokenLengthMax) return AuthenticateResult.Fail("The token is too long.");

        var token = header[prefix.Length..].Trim();
        var trusted = keys.Current;
        if (proven.Find(token, Scheme.Name, trusted) is { } known) return Accepted(known);

        var result = await Tokens.ValidateTokenAsync(token, Parameters(trusted));
        if (!result.IsValid && result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            if (!await keys.TryRefreshAsync(Context.RequestAborted))
                throw new ServiceUnavailableException("The identity service's keys are out of reach.");
            trusted = keys.Current;
            result = await Tokens.ValidateTokenAsync(token, Parameters(trusted));
        }

        if (!result.IsValid) return AuthenticateResult.Fail("The token is not valid here.");
        proven.Keep(token, Scheme.Name, trusted, result);
        return Accepted(result.ClaimsIdentity);
    }

    private static AuthenticateResult Accepted(ClaimsIdentity identity) => AuthenticateResult.Success(new(new ClaimsPrincipal(identity), SchemeName));

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeName;
        return base.HandleChallengeAsync(properties);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProgramScope.IsWhatIsMissing(Context, Options.Audiences[0])
            ? throw new DomainException(RequestErrors.ScopeMissing)
            : base.HandleForbiddenAsync(properties);

    private TokenValidationParameters Parameters(IList<SecurityKey> trusted) => new()
    {
        ValidIssuer = TokenClaims.Issuer,
        ValidAudiences = Options.Audiences,
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        IssuerSigningKeys = trusted,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        ClockSkew = ClockSkewMax,
        NameClaimType = TokenClaims.Name,
        RoleClaimType = TokenClaims.Role,
    };
}
