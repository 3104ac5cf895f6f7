using System.Text.Json.Serialization;
using IntegratedCare.DirectoryOfServices.Search.Index;
using IntegratedCare.DirectoryOfServices.Search.Words;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>One page of the services that suit, best first; what other choices would bring; and how the words were understood.</summary>
/// <remarks>Where nothing suits, <c>Alternatives</c> says what comes nearest and which wish each of them does not meet.</remarks>
public sealed record FoundServices(
    IReadOnlyList<ServiceSummary> Items,
    [property: JsonPropertyName("page")] int Number,
    int PageSize,
    int Total,
    FacetsView Facets,
    Understanding Understood,
    IReadOnlyList<Alternative> Alternatives);

/// <summary>How many services each choice would leave, each counted as if nothing had been chosen of its own kind.</summary>
public sealed record FacetsView(
    IReadOnlyList<FacetCount> Category,
    IReadOnlyList<FacetCount> Delivery,
    IReadOnlyList<FacetCount> Neighbourhood,
    IReadOnlyList<FacetCount> Language,
    IReadOnlyList<FacetCount> Accessibility,
    IReadOnlyList<FacetCount> Capacity,
    IReadOnlyList<FacetCount> OpenNow,
    IReadOnlyList<FacetCount> Bookable)
{
    internal static FacetsView Of(FacetCounts counts) => new(
        Of(counts, Facet.Category), Of(counts, Facet.Delivery), Of(counts, Facet.Neighbourhood), Of(counts, Facet.Language),
        Of(counts, Facet.Accessibility), Of(counts, Facet.Capacity), Of(counts, Facet.OpenNow), Of(counts, Facet.Bookable));

    private static IReadOnlyList<FacetCount> Of(FacetCounts counts, Facet facet) =>
        [.. counts.Of(facet).Select(one => new FacetCount(one.Value, one.Count))];
}

/// <summary>A choice, as the query writes it, and how many services it would leave.</summary>
public sealed record FacetCount(string Value, int Count);

/// <summary>A service that does not meet every wish: <c>Relaxed</c> names the ones that it does not, as the query calls them.</summary>
public sealed record Alternative(IReadOnlyList<string> Relaxed, string Text, ServiceSummary Service);
