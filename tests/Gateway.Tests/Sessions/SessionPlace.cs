using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using IntegratedCare.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace IntegratedCare.Gateway.Tests.Sessions;

/// <summary>The gateway before an identity service that speaks the contract of sessions, and one other service.</summary>
internal sealed class SessionPlace : IAsyncDisposable
{
    private readonly TokenIssuer issuer;
    private readonly HttpClient keys = new();

    private SessionPlace(TokenIssuer issuer, BackEnd identity, BackEnd ledger, GatewayHost gateway) =>
        (this.issuer, Identity, Ledger, Gateway) = (issuer, identity, ledger, gateway);

    public BackEnd Identity { get; }

    public BackEnd Ledger { get; }

    public GatewayHost Gateway { get; }

    /// <summary>Whom each cookie stands for.</summary>
    public ConcurrentDictionary<string, string> Open { get; } = new();

    /// <summary>For which service a token was asked each time.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>When set, the identity service keeps whoever asks for a token waiting.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>When set, how the identity service answers in place of a token.</summary>
    public HttpStatusCode? Trouble { get; set; }

    public static async Task<SessionPlace> StartAsync(Action<IWebHostBuilder>? configure = null)
    {
        var issuer = await TokenIssuer.StartAsync(CancellationToken.None);
        var (identity, ledger) = (await BackEnd.StartAsync("identity"), await BackEnd.StartAsync("ledger"));
        var gateway = await GatewayHost.StartAsync([("identity", identity), ("ledger", ledger)], configure, issuer);
        var place = new SessionPlace(issuer, identity, ledger, gateway);
        identity.Answer = place.AnswerAsync;
        ledger.Answer = AnswerSignedInAsync;
        return place;
    }

    /// <summary>A cookie's value of the right shape.</summary>
    public string SignIn(string role)
    {
        var cookie = NewCookie();
        Open[cookie] = role;
        return cookie;
    }

    public static string NewCookie() =>
        $"{Guid.NewGuid():N}.{Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32))}";

    public HttpClient Browser(string cookie, string name = "ic_session")
    {
        var browser = Gateway.Anonymous();
        browser.DefaultRequestHeaders.Add("Cookie", $"{name}={cookie}; other=1");
        return browser;
    }

    /// <summary>What the service heard; what the gateway itself asked is left out.</summary>
    public static ReceivedRequest Heard(BackEnd service) => Assert.Single(service.Received, request => request.Path != "/identity/token");

    public async ValueTask DisposeAsync()
    {
        Hold?.TrySetResult();
        await Gateway.DisposeAsync();
        await Ledger.DisposeAsync();
        await Identity.DisposeAsync();
        keys.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path.Value)
        {
            case "/identity/.well-known/jwks.json":
                await context.Response.WriteAsync(await keys.GetStringAsync(issuer.Address));
                return;
            case "/identity/token":
                await AnswerForTokenAsync(context);
                return;
            case "/identity/sign-in":
                context.Response.StatusCode = 401;
                context.Response.ContentType = "application/problem+json";
                await context.Response.WriteAsync("""{"code":"sign-in.refused"}""");
                return;
            case "/identity/sign-out":
                Open.Clear();
                context.Response.StatusCode = 204;
                context.Response.Cookies.Delete("ic_session");
                return;
            default:
                await AnswerSignedInAsync(context);
                return;
        }
    }

    private async Task AnswerForTokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        Asked.Enqueue(form["resource"].ToString());
        if (Hold is { } hold) await hold.Task;
        if (Trouble is { } status)
        {
            context.Response.StatusCode = (int)status;
            return;
        }

        Assert.Equal("urn:integrated-care:session", form["grant_type"].ToString());
        Assert.Equal("gateway", form["client_id"].ToString());
        Assert.Equal(GatewayHost.ClientSecret, form["client_secret"].ToString());
        if (Open.TryGetValue(form["session"].ToString(), out var role))
        {
            var token = issuer.Issue(role, change: issued =>
            {
                issued.Audiences.Clear();
                issued.Audiences.Add(form["resource"].ToString());
            });
            await context.Response.WriteAsync($$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":60}""");
            return;
        }

        context.Response.StatusCode = 400;
        context.Response.ContentType = "application/problem+json";
        await context.Response.WriteAsync("""{"code":"token.session-ended","error":"invalid_grant"}""");
    }

    private static Task AnswerSignedInAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.Count > 0)
        {
            context.Response.Headers.SetCookie = "planted=1";
            return context.Response.WriteAsync("""{"answered":true}""");
        }

        context.Response.StatusCode = 401;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync("""{"code":"request.unauthenticated"}""");
    }
}
