namespace IntegratedCare.DirectoryOfServices.Sites;

/// <summary>A site as callers see it, where it stands included.</summary>
public sealed record SiteView(
    Guid Id,
    string Name,
    SiteKind Kind,
    Guid OrganisationId,
    AddressView? Address,
    string? Telephone,
    string? NeighbourhoodCode,
    double? Latitude,
    double? Longitude,
    bool IsDemonstration,
    string? Description,
    string? Transport,
    string? Uprn,
    IReadOnlyList<AccessibilityFeature> Accessibility,
    string? AccessibilityNotes,
    DateTimeOffset ChangedAt)
{
    internal static SiteView Of(Site site) => new(
        site.Id.Value, site.Name, site.Kind, site.OrganisationId.Value,
        site.Postcode is { } postcode ? new(site.AddressLines, postcode.Value) : null,
        site.Telephone, site.NeighbourhoodCode, site.Latitude, site.Longitude, site.IsDemonstration,
        site.Description, site.Transport, site.Uprn, site.Accessibility, site.AccessibilityNotes, site.ChangedAt);
}

/// <summary>A postal address.</summary>
public sealed record AddressView(IReadOnlyList<string> Lines, string Postcode);
