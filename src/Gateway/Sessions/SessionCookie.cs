using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace IntegratedCare.Gateway.Sessions;

/// <summary>The cookie by which a browser is signed in. The identity service gives it; here it is read, and taken away once it is worth nothing.</summary>
internal sealed partial class SessionCookie
{
    private const string Name = "ic_session";
    private const string SecureName = "__Host-" + Name;

    private SessionCookie(string value) => Value = value;

    /// <summary>What the browser sent: a secret, for the identity service only.</summary>
    public string Value { get; }

    /// <summary>By which the cookie is recognised here without being kept.</summary>
    public string Hash => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Value)));

    /// <summary>The session cookie of the request; null where it has none that could be one.</summary>
    /// <remarks>Over HTTPS only the name counts that browsers let no other host or path set.</remarks>
    public static SessionCookie? Of(HttpRequest request) =>
        request.Cookies[request.IsHttps ? SecureName : Name] is { } value && Shape().IsMatch(value) ? new(value) : null;

    /// <summary>Whether the browser sent a session cookie at all, be it worth something or not.</summary>
    public static bool IsSentBy(HttpRequest request) =>
        request.Cookies.ContainsKey(Name) || request.Cookies.ContainsKey(SecureName);

    /// <summary>Has the browser forget the cookie.</summary>
    public static void Clear(HttpContext context) =>
        context.Response.Cookies.Delete(context.Request.IsHttps ? SecureName : Name, new()
        {
            Path = "/", HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true,
        });

    /// <summary>Never the value, so that it cannot slip into a log.</summary>
    public override string ToString() => "session cookie";

    [GeneratedRegex("^[0-9a-f]{32}\\.[A-Za-z0-9_-]{43}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Shape();
}
