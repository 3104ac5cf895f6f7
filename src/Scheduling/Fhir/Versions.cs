using System.Globalization;
using IntegratedCare.Kernel.Errors;
using Microsoft.Net.Http.Headers;

namespace IntegratedCare.Scheduling.Fhir;

/// <summary>Whoever changes a resource says which version they have read, so that nobody changes what they have not seen.</summary>
internal static class Versions
{
    /// <summary>Held to <c>If-Match</c>; where there is none, to the version that the resource itself bears.</summary>
    public static void Check(HttpRequest request, string? inResource, int standing)
    {
        var stands = standing.ToString(CultureInfo.InvariantCulture);
        if (request.Headers.IfMatch.Count == 0)
        {
            if (inResource is null) throw new DomainException(RequestErrors.IfMatchMissing);
            if (inResource != stands) throw new DomainException(RequestErrors.Stale);
            return;
        }

        if (!EntityTagHeaderValue.TryParseList(request.Headers.IfMatch, out var tags) || !tags.Any(t => t.Tag == "*" || t.Tag == $"\"{stands}\""))
            throw new DomainException(RequestErrors.Stale);
    }
}
