namespace IntegratedCare.Gateway.Sessions;

/// <summary>Keeps other sites' pages from acting in the name of whoever is signed in at the browser (cross-site request forgery).</summary>
/// <remarks>
/// Browsers say themselves where a request comes from (<c>Sec-Fetch-Site</c>, or <c>Origin</c> in older ones), and no page can make them lie.
/// A program with a token of its own has no cookie and is not concerned. Signing in is: or a page could sign its visitor in as somebody else.
/// </remarks>
internal static class CrossSite
{
    private const string SignIn = "/identity/sign-in";

    public static Task RefuseAsync(HttpContext context, RequestDelegate next) =>
        IsSafe(context.Request.Method) || IsOwn(context.Request) ? next(context) : GatewayRefusal.CrossSite.WriteAsync(context);

    private static bool IsOwn(HttpRequest request)
    {
        var hasCookie = SessionCookie.IsSentBy(request);
        var signsIn = request.Path.StartsWithSegments(SignIn, StringComparison.OrdinalIgnoreCase);
        if (!hasCookie && !signsIn) return true;

        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site == "same-origin";

        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0) return origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

        // No browser: it would have said one of the two.
        return !hasCookie;
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
