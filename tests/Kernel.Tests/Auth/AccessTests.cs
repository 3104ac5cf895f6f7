using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Testing;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Kernel.Tests.Auth;

public sealed class AccessTests(SampleHost sample, RealServers servers) : IClassFixture<SampleHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> WrongTokens =>
    [
        "none", "garbage", "expired", "not-yet", "other-audience", "other-issuer", "foreign-key", "tampered", "alg-none",
        "symmetric", "without-role",
    ];

    [Theory]
    [MemberData(nameof(WrongTokens))]
    public async Task A_token_that_is_not_ours_for_here_and_now_is_no_token(string wrong)
    {
        using var client = sample.Host.Anonymous();
        if (Make(wrong) is { } token) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var answer = await client.GetAsync(new Uri("/api/sample/notes", UriKind.Relative), Cancelled);

        if (wrong == "without-role")
        {
            await Problem.AssertAsync(answer, HttpStatusCode.Forbidden, "request.forbidden");
            return;
        }

        await Problem.AssertAsync(answer, HttpStatusCode.Unauthorized, "request.unauthenticated");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task A_role_that_may_not_is_forbidden()
    {
        using var analyst = sample.Host.Client(Roles.Analyst);

        using var answer = await SampleHost.WriteAsync(analyst, new { text = "x" }, "k", Cancelled);

        await Problem.AssertAsync(answer, HttpStatusCode.Forbidden, "request.forbidden");
    }

    [Fact]
    public async Task Only_an_operator_sees_operations()
    {
        using var gp = sample.Gp();
        using var operations = sample.Host.Client(Roles.Operator);
        var address = new Uri("/operations/ledger/status", UriKind.Relative);

        using var refused = await gp.GetAsync(address, Cancelled);
        using var seen = await operations.GetAsync(address, Cancelled);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
    }

    [Fact]
    public async Task What_names_no_policy_is_closed_to_every_role()
    {
        var forgotten = new Uri("/api/sample/notes/forgotten", UriKind.Relative);
        using var stranger = sample.Host.Anonymous();
        using var unknown = await stranger.GetAsync(forgotten, Cancelled);
        await Problem.AssertAsync(unknown, HttpStatusCode.Unauthorized, "request.unauthenticated");

        foreach (var role in Roles.All)
        {
            using var client = sample.Host.Client(role);
            using var refused = await client.GetAsync(forgotten, Cancelled);
            await Problem.AssertAsync(refused, HttpStatusCode.Forbidden, "request.forbidden");
        }
    }

    [Theory]
    [InlineData("GET", "/api/sample/nothing", HttpStatusCode.NotFound, "request.route-unknown")]
    [InlineData("DELETE", "/api/sample/notes", HttpStatusCode.MethodNotAllowed, "request.method-not-allowed")]
    public async Task Where_there_is_no_endpoint_the_signed_in_caller_is_told_so(
        string method, string path, HttpStatusCode status, string code)
    {
        using var gp = sample.Gp();
        using var request = new HttpRequestMessage(new(method), path);

        using var answer = await gp.SendAsync(request, Cancelled);

        await Problem.AssertAsync(answer, status, code);
    }

    private string? Make(string wrong)
    {
        var past = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1);
        return wrong switch
        {
            "none" => null,
            "garbage" => "not.a.token",
            "expired" => servers.Tokens.Issue(Roles.Gp, change: t =>
                (t.IssuedAt, t.NotBefore, t.Expires) = (past.AddMinutes(-15), past.AddMinutes(-15), past)),
            "not-yet" => servers.Tokens.Issue(Roles.Gp, change: t =>
                (t.NotBefore, t.Expires) = (past.AddHours(2), past.AddHours(3))),
            "other-audience" => servers.Tokens.Issue(Roles.Gp, change: t => { t.Audiences.Clear(); t.Audience = "elsewhere"; }),
            "other-issuer" => servers.Tokens.Issue(Roles.Gp, change: t => t.Issuer = "urn:someone-else"),
            "foreign-key" => servers.Tokens.Issue(Roles.Gp, change: t => t.SigningCredentials =
                new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "tests" }, SecurityAlgorithms.EcdsaSha256)),
            "tampered" => Tamper(servers.Tokens.Issue(Roles.Gp)),
            "alg-none" => $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{servers.Tokens.Issue(Roles.Gp).Split('.')[1]}.",
            "symmetric" => servers.Tokens.Issue(Roles.Gp, change: t => t.SigningCredentials =
                new(new SymmetricSecurityKey(new byte[32]) { KeyId = "tests" }, SecurityAlgorithms.HmacSha256)),
            "without-role" => servers.Tokens.Issue(Roles.Gp, change: t =>
                t.Subject = new([new(TokenClaims.Subject, "persona:nobody")])),
            _ => throw new ArgumentOutOfRangeException(nameof(wrong)),
        };
    }

    private static string Tamper(string token)
    {
        var parts = token.Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("\"gp\"", "\"operator\"", StringComparison.Ordinal);
        return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
    }

    private static string Encode(string text) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(text));
}
