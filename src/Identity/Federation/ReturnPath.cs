using System.Text.RegularExpressions;

namespace IntegratedCare.Identity.Federation;

/// <summary>Where the browser goes after a sign-in: a page of this place, whatever the link that started it says.</summary>
/// <remarks>
/// What may stand in it is listed, not what may not: browsers read <c>//evil</c>, <c>/\evil</c> and many a control character as another site's
/// address, and something between may decode a path once more. A path needs no encoding here; only the query may carry some.
/// </remarks>
internal static partial class ReturnPath
{
    public const string Home = "/";
    public const int LengthMax = 500;

    private const string SignInItself = "/identity";

    public static bool IsLocal(string path) =>
        path.Length <= LengthMax && Local().IsMatch(path)
        && !path.StartsWith(SignInItself, StringComparison.OrdinalIgnoreCase)     // else signing in could lead to signing in, for ever
        && !path.Split('?')[0].Split('/').Any(segment => segment is "." or "..");

    [GeneratedRegex(@"^/(?:[A-Za-z0-9._~@:!$'()*+,;=-]+/?)*(?:\?(?:[A-Za-z0-9._~@:!$'()*+,;=/?&-]|%[2-9A-Fa-f][0-9A-Fa-f])*)?\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex Local();
}
