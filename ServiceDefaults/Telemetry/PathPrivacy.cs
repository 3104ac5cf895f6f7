using System.Text.RegularExpressions;

namespace IntegratedCare.ServiceDefaults.Telemetry;

/// <summary>What of an address's path may be told: the words that routes are made of, and ids that we gave out.</summary>
/// <remarks>
/// No address of ours carries a personal identifier, but a caller may put one there by mistake. Figures, capitals, spaces and escapes are in no route;
/// where the route is known, nothing that stands for one of its parameters is told but an id.
/// </remarks>
internal static partial class PathPrivacy
{
    private const string Masked = "…";

    public static string Mask(string path, string? route = null)
    {
        var parts = path.Split('/');
        var known = route is null || route.Contains('*', StringComparison.Ordinal) ? null : route.TrimStart('/').Split('/');
        var first = path.StartsWith('/') ? 1 : 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var isParameter = known is not null && i - first is >= 0 and var at && (at >= known.Length || known[at].StartsWith('{'));
            if (!Id().IsMatch(parts[i]) && (isParameter || !Word().IsMatch(parts[i]))) parts[i] = parts[i].Length == 0 ? "" : Masked;
        }

        return string.Join('/', parts);
    }

    /// <summary>As <see cref="Mask"/>, of a whole address; its query goes.</summary>
    public static string MaskAddress(string address)
    {
        var end = address.IndexOfAny(['?', '#']);
        if (end >= 0) address = address[..end];
        var host = address.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? address.IndexOf('/', scheme + 3) : 0;
        return host < 0 ? address : address[..host] + Mask(address[host..]);
    }

    [GeneratedRegex("^[a-z][a-z-]{0,39}(\\.[a-z]{2,5})?$|^v[0-9]$")]
    private static partial Regex Word();

    [GeneratedRegex("^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$")]
    private static partial Regex Id();
}
