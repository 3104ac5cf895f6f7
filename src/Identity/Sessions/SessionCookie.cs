namespace IntegratedCare.Identity.Sessions;

/// <summary>The cookies of signing in: out of reach of scripts, and never sent along by other sites' forms.</summary>
/// <remarks>
/// Over HTTPS the name has the prefix <c>__Host-</c>, by which browsers promise that no other host or path has set it; then no other name counts.
/// </remarks>
internal static class SessionCookie
{
    public const string Name = "ic_session";

    /// <summary>A sign-in that waits for its second factor.</summary>
    public const string WaitingName = "ic_sign_in";

    public static IdentifiedSecret? Read(HttpRequest request, string name = Name) =>
        IdentifiedSecret.TryParse(request.Cookies[NameFor(request, name)], out var key) ? key : null;

    public static void Set(HttpContext http, string name, string value, TimeSpan? keptFor = null)
    {
        var options = Options(http.Request);
        options.MaxAge = keptFor;       // null: until the browser is closed
        http.Response.Cookies.Append(NameFor(http.Request, name), value, options);
    }

    public static void Clear(HttpContext http, string name = Name) =>
        http.Response.Cookies.Delete(NameFor(http.Request, name), Options(http.Request));

    public static string NameFor(HttpRequest request, string name) => request.IsHttps ? $"__Host-{name}" : name;

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };
}
