using System.Globalization;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Kernel.Paging;

namespace IntegratedCare.Scheduling.Fhir.Searching;

/// <summary>Puts the answer to a search together.</summary>
internal static class DiaryBundle
{
    /// <summary>The page that a link names by its number.</summary>
    public static PageRequest PageOf(DiarySearch search) =>
        search.Page is not { } page ? new(1, search.Count)
        : int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= PageRequest.PageMax
            ? new(number, search.Count)
            : throw new DomainException(FhirErrors.PageUnknown);

    /// <summary>A page of so many, with links to those before and after it.</summary>
    public static Bundle Of<T>(DiarySearch search, Page<T> page, IEnumerable<Resource> matches, HttpRequest request, DateTimeOffset now)
    {
        var links = new List<BundleLink> { search.Link("self", search.Page), search.Link("first", null) };
        if (page.Number > 1) links.Add(search.Link("previous", Written(page.Number - 1)));
        if (page.Number * (long)page.PageSize < page.Total) links.Add(search.Link("next", Written(page.Number + 1)));
        return Bundle.Of(now, page.Total, links, [.. matches.Select(m => Entry(m, request, "match"))]);
    }

    public static BundleEntry Entry(Resource resource, HttpRequest request, string mode) =>
        new($"{FhirRequests.BaseOf(request)}/{resource.ResourceType}/{resource.Id}", resource, new(mode));

    private static string Written(int page) => page.ToString(CultureInfo.InvariantCulture);
}
