using System.Text.RegularExpressions;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Quality.Measures;

/// <summary>What sending a standard or a measure did.</summary>
public enum PutOutcome
{
    Added,
    Changed,

    /// <summary>It stood already, word for word: nothing was written.</summary>
    Unchanged,
}

/// <summary>The answer to a standard or a measure that was sent.</summary>
public sealed record FrameworkPutView(string Code, PutOutcome Outcome, int Version);

/// <summary>Codes and versions of standards and measures.</summary>
internal static partial class Versions
{
    public static string TagOf(int version) => $"\"{version}\"";

    public static bool IsCode(string text) => text.Length <= Standard.CodeLengthMax && Code().IsMatch(text) && !text.EndsWith('\n');

    /// <summary>
    /// Refuses an edit of a version that the editor has not seen. The place loader may leave <c>If-Match</c> out: it repeats the place's own data,
    /// whole, and has never read what it replaces.
    /// </summary>
    public static void Check(HttpRequest request, Caller caller, int? standing)
    {
        var asked = request.Headers.IfMatch;
        if (asked.Count == 0)
        {
            if (standing is null || caller.Is(Roles.PlaceLoader)) return;
            throw new DomainException(RequestErrors.IfMatchMissing);
        }

        var tags = asked.SelectMany(header => (header ?? "").Split(','), (_, tag) => tag.Trim());
        if (standing is null || !tags.Any(tag => tag == "*" || tag == TagOf(standing.Value))) throw new DomainException(RequestErrors.Stale);
    }

    [GeneratedRegex(Standard.CodePattern)]
    private static partial Regex Code();
}
