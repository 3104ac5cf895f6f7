using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.Restrictions;
using IntegratedCare.DirectoryOfServices.Sites;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>A service as a list shows it: enough to choose.</summary>
public sealed record ServiceSummary(
    Guid Id,
    string Name,
    ServiceCategory Category,
    ProviderView Provider,
    IReadOnlyList<ServiceSiteView> Sites,
    IReadOnlyList<Delivery> Delivery,
    int? DistanceMetres,
    CapacityView Capacity,
    ServiceStatus Status,
    bool Bookable,
    DateOnly? AssuredOn,
    bool IsDemonstration)
{
    internal static ServiceSummary Of(ServiceSheet sheet, double? distanceMetres, DateTimeOffset now) => new(
        sheet.Service.Id.Value,
        sheet.Service.Name,
        sheet.Service.Category,
        ProviderView.Of(sheet.Service),
        ServiceSiteView.Of(sheet.Service),
        sheet.Service.Delivery,
        distanceMetres is { } metres ? (int)Math.Round(metres) : null,
        CapacityView.Of(sheet.LatestReport, now),
        sheet.Service.PublicStatus,
        sheet.Service.Bookable,
        sheet.Service.AssuredOn,
        sheet.Service.IsDemonstration);
}

/// <summary>A service, whole: enough to refer somebody.</summary>
public sealed record ServiceView(
    Guid Id,
    string Name,
    string Description,
    ServiceCategory Category,
    ProviderView Provider,
    IReadOnlyList<ServiceSiteView> Sites,
    IReadOnlyList<Delivery> Delivery,
    IReadOnlyList<string> NeighbourhoodCodes,
    int? MinimumAgeYears,
    int? MaximumAgeYears,
    string? ReferralMethod,
    string? Telephone,
    string? Url,
    string? Email,
    IReadOnlyList<string> Keywords,
    bool Bookable,
    long? TariffPence,
    CapacityView Capacity,
    ServiceStatus Status,
    IReadOnlyList<RestrictionView> Restrictions,
    DateOnly? AssuredOn,
    string? AssuredBy,
    bool IsDemonstration,
    DateTimeOffset ChangedAt)
{
    internal static ServiceView Of(ServiceSheet sheet, IReadOnlyList<RestrictionView> restrictions, DateTimeOffset now)
    {
        var service = sheet.Service;
        return new(
            service.Id.Value, service.Name, service.Description, service.Category, ProviderView.Of(service),
            ServiceSiteView.Of(service), service.Delivery,
            [.. service.Neighbourhoods.Select(n => n.NeighbourhoodCode).Order(StringComparer.Ordinal)],
            service.MinimumAgeYears, service.MaximumAgeYears, service.ReferralMethod, service.Telephone, service.Url,
            service.Email, service.Keywords, service.Bookable, service.TariffPence,
            CapacityView.Of(sheet.LatestReport, now), service.PublicStatus, restrictions,
            service.AssuredOn, service.AssuredBy, service.IsDemonstration, service.ChangedAt);
    }
}

/// <summary>Who provides a service.</summary>
public sealed record ProviderView(Guid Id, string Name, string? OdsCode)
{
    internal static ProviderView Of(CareService service) => service.Provider is { } provider
        ? new(provider.Id.Value, provider.Name, provider.OdsCode)
        : throw new InvalidOperationException("A service is shown with its provider.");
}

/// <summary>Where a service is given.</summary>
public sealed record ServiceSiteView(Guid Id, string Name, string? Postcode, string? NeighbourhoodCode)
{
    internal static IReadOnlyList<ServiceSiteView> Of(CareService service) =>
    [
        .. service.Sites.Select(link => link.Site).OfType<Site>()
            .OrderBy(s => s.Name, StringComparer.Ordinal).ThenBy(s => s.Id.Value)
            .Select(s => new ServiceSiteView(s.Id.Value, s.Name, s.Postcode?.Value, s.NeighbourhoodCode)),
    ];
}
