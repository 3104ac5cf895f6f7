using Microsoft.AspNetCore.Authorization;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Model;

namespace IntegratedCare.Gateway.Sessions;

/// <summary>Puts the token of the browser's session in the place of its cookie, so that the token never reaches a page and the cookie no service.</summary>
internal sealed class SessionBearer(SessionTokens tokens, SessionGuesses guesses, RequestDelegate next)
{
    private const string Own = "gateway";
    private const string Identity = "identity";

    /// <summary>Where sessions end whose cookies are not at hand: one's own at other browsers, or somebody else's.</summary>
    private static readonly PathString[] EndingPaths =
        ["/identity/sessions", "/identity/accounts", "/identity/password", "/identity/email", "/identity/second-factor", "/identity/passkeys"];

    public async Task InvokeAsync(HttpContext context)
    {
        var cookie = SessionCookie.Of(context.Request);
        if (cookie is null || ServiceOf(context) is not { } service)
        {
            await next(context);
            return;
        }

        // Whoever brings a token means that one.
        if (context.Request.Headers.Authorization.Count == 0 && !await PutTokenAsync(context, cookie, service)) return;

        await next(context);

        if (service == Identity) ForgetWhatHasChanged(context, cookie);
    }

    /// <summary>False where the request is answered already.</summary>
    private async Task<bool> PutTokenAsync(HttpContext context, SessionCookie cookie, string service)
    {
        var address = context.Connection.RemoteIpAddress;
        var asked = tokens.Known(cookie, service);
        if (asked is null && !guesses.MayTry(address))
        {
            await GatewayRefusal.TooMany.WriteAsync(context);
            return false;
        }

        var answer = await (asked ?? tokens.AskAsync(cookie, service)).WaitAsync(context.RequestAborted);
        switch (answer.State)
        {
            case SessionState.Open:
                context.Request.Headers.Authorization = answer.Authorization;
                context.Features.Set(new BrowserSession(cookie));
                return true;
            case SessionState.Ended:
                if (asked is null) guesses.Count(address);
                context.Features.Set(SessionHasEnded.Yes);
                return true;
            default:
                await GatewayRefusal.ServiceUnavailable.WriteAsync(context);
                return false;
        }
    }

    // A change of the session itself counts from the next request on. Where others' sessions may have ended with it, all are asked about anew.
    private void ForgetWhatHasChanged(HttpContext context, SessionCookie cookie)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return;

        var path = context.Request.Path;
        if (path.StartsWithSegments("/identity/sign-in", StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments("/identity/sign-out", StringComparison.OrdinalIgnoreCase)
            || path.StartsWithSegments("/identity/session", StringComparison.OrdinalIgnoreCase))
            tokens.Forget(cookie);
        else if (EndsSessions(path) && context.Features.Get<BrowserSession>() is not null
            && context.Response.StatusCode < StatusCodes.Status300MultipleChoices)
            tokens.ForgetAll();
    }

    private static bool EndsSessions(PathString path) =>
        Array.Exists(EndingPaths, ending => path.StartsWithSegments(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whose token the request needs; null where it needs none.</summary>
    private static string? ServiceOf(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint) return null;
        if (endpoint.Metadata.GetMetadata<RouteModel>() is { } route) return route.Config.ClusterId;
        return endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null ? Own : null;
    }
}

/// <summary>The request comes from a browser that is signed in.</summary>
internal sealed record BrowserSession(SessionCookie Cookie);

/// <summary>The request comes from a browser that thinks it is signed in.</summary>
internal sealed class SessionHasEnded
{
    public static readonly SessionHasEnded Yes = new();

    private SessionHasEnded()
    {
    }

    /// <summary>Says so in place of a plain "sign in first", and has the browser forget its cookie.</summary>
    public static async Task TellAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);

        if (context.Features.Get<SessionHasEnded>() is null || context.Response.HasStarted) return;
        if (context.Response.StatusCode != StatusCodes.Status401Unauthorized || !AsksForToken(context.Response)) return;

        SessionCookie.Clear(context);
        await GatewayRefusal.SessionEnded.WriteAsync(context);
    }

    /// <summary>Not every 401 asks for a token: a wrong password is one too, and is answered as it is.</summary>
    public static bool AsksForToken(HttpResponse response) =>
        response.Headers[HeaderNames.WWWAuthenticate].ToString().StartsWith("Bearer", StringComparison.OrdinalIgnoreCase);
}
