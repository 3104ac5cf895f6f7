using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>The version of a record as an entity tag, so that nobody edits over an edit they have not seen.</summary>
/// <remarks>
/// The tag speaks of the record, not of what is shown beside it (capacity, the names of sites). The place loader may leave <c>If-Match</c> out: it
/// repeats the place's own data, whole, and has never read what it replaces. Where it sends one, it is held to it like everybody.
/// </remarks>
internal static class ServiceVersion
{
    public static string TagOf(long version) => $"\"{version}\"";

    public static void Check(HttpRequest request, Caller caller, long? standing)
    {
        var asked = request.Headers.IfMatch;
        if (asked.Count == 0)
        {
            if (standing is null || caller.Is(Roles.PlaceLoader)) return;
            throw new DomainException(RequestErrors.IfMatchMissing);
        }

        var tags = asked.SelectMany(header => (header ?? string.Empty).Split(','), (_, tag) => tag.Trim());
        if (standing is null || !tags.Any(tag => tag == "*" || tag == TagOf(standing.Value)))
            throw new DomainException(RequestErrors.Stale);
    }
}
