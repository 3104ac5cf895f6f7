using MassTransit;

namespace IntegratedCare.Contracts.Directory;

/// <summary>A place where care is given stands in the directory, or reads differently.</summary>
/// <remarks>
/// <c>Version</c> grows with every change: a hearer that holds a higher one ignores this event. <c>SiteAddress</c> is one line, without the postcode; both are
/// absent where the site has no address. <c>Accessibility</c> are the directory's camelCase words for what the site offers (<c>wheelchairAccessible</c>).
/// </remarks>
[MessageUrn("directory:site-published:v1"), EntityName("directory.site-published.v1")]
public sealed record SitePublished(
    Guid SiteId,
    long Version,
    string Name,
    string? NeighbourhoodCode,
    DateTimeOffset OccurredAt,
    string? SiteAddress = null,
    string? SitePostcode = null,
    IReadOnlyList<string>? Accessibility = null);
