namespace IntegratedCare.Identity.Federation;

/// <summary>The short-lived cookie by which the browser that comes back from a provider proves that it is the one that went there.</summary>
/// <remarks>Whoever slips his own sign-in's answer to somebody else's browser (login CSRF) fails by it.</remarks>
internal static class BrowserCookie
{
    private const string Name = "ic_external";

    public static void Set(HttpContext context, SignInProof proof) =>
        context.Response.Cookies.Append(NameFor(context.Request), proof.Browser, Options(context.Request, PendingSignIn.AgeMax));

    public static string? Read(HttpContext context) => context.Request.Cookies[NameFor(context.Request)];

    public static void Clear(HttpContext context) =>
        context.Response.Cookies.Delete(NameFor(context.Request), Options(context.Request, maxAge: null));

    // Under __Secure- no page without TLS, on this host or a sibling, can have set it.
    private static string NameFor(HttpRequest request) => request.IsHttps ? $"__Secure-{Name}" : Name;

    // Lax: the provider sends the browser back by a link of its own, and the cookie must come along.
    private static CookieOptions Options(HttpRequest request, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = FederationEndpoints.Path,
        MaxAge = maxAge,
        IsEssential = true,
    };
}
