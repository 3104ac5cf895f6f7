using IntegratedCare.DirectoryOfServices.Availability;
using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.Restrictions;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.DirectoryOfServices.Taxonomies;

namespace IntegratedCare.DirectoryOfServices.CareServices;

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
    DateTimeOffset ChangedAt,
    bool DigitalFirst,
    EligibleSex? EligibleSex,
    IReadOnlyList<string> Conditions,
    IReadOnlyList<Guid> PracticeIds,
    bool NeedsCareActEligibility,
    string? EligibilityNotes,
    IReadOnlyList<string> CatchmentDistricts,
    IReadOnlyList<OpeningHours> OpeningHours,
    IReadOnlyList<OpeningException> OpeningExceptions,
    BankHolidayRule OnBankHolidays,
    bool? OpenNow,
    DateTimeOffset? OpensNext,
    IReadOnlyList<string> Languages,
    bool Interpreting,
    IReadOnlyList<Cost> Costs,
    IReadOnlyList<ReferralRoute> ReferralRoutes,
    IReadOnlyList<ReferralChannel> ReferralChannels,
    IReadOnlyList<Contact> Contacts,
    IReadOnlyList<ConnectionPoint> ConnectionPoints,
    IReadOnlyList<ServiceTermView> Terms,
    string? Accreditations,
    string? Alert,
    string? AssurerEmail,
    NextFreeSlotView? NextFreeSlot,
    bool IsSelfAssured,
    Guid? MergedInto)
{
    internal static ServiceView Of(
        ServiceSheet sheet, IReadOnlyList<RestrictionView> restrictions, IReadOnlySet<DateOnly> bankHolidays, string? neighbourhoodCode,
        DateTimeOffset now)
    {
        var service = sheet.Service;
        var openings = OpeningTimes.Of(service, bankHolidays);
        return new(
            service.Id.Value, service.Name, service.Description, service.Category, ProviderView.Of(service),
            ServiceSiteView.Of(service), service.Delivery,
            [.. service.Neighbourhoods.Select(n => n.NeighbourhoodCode).Order(StringComparer.Ordinal)],
            service.MinimumAgeYears, service.MaximumAgeYears, service.ReferralMethod, service.Telephone, service.Url,
            service.Email, service.Keywords, service.Bookable, service.TariffPence,
            CapacityView.Of(sheet, now), service.PublicStatus, restrictions,
            service.AssuredOn, service.AssuredBy, service.IsDemonstration, service.ChangedAt,
            service.DigitalFirst, service.EligibleSex, service.Conditions, [.. service.Practices.Select(p => p.PracticeId.Value).Order()],
            service.NeedsCareActEligibility, service.EligibilityNotes, service.CatchmentDistricts,
            service.OpeningHours, service.OpeningExceptions, service.OnBankHolidays, openings.IsOpenAt(now), openings.NextOpening(now),
            service.Languages, service.Interpreting, service.Costs, service.ReferralRoutes, service.ReferralChannels,
            service.Contacts, service.ConnectionPoints, ServiceTermView.Of(service),
            service.Accreditations, service.Alert, service.AssurerEmail,
            NextFreeSlotView.Of(service, sheet.Availability, neighbourhoodCode, now), service.IsSelfAssured, service.MergedInto?.Value);
    }
}

/// <summary>Who provides a service.</summary>
public sealed record ProviderView(Guid Id, string Name, string? OdsCode)
{
    internal static ProviderView Of(CareService service) => service.Provider is { } provider
        ? new(provider.Id.Value, provider.Name, provider.OdsCode)
        : throw new InvalidOperationException("A service is shown with its provider.");
}

/// <summary>A term that describes a service.</summary>
public sealed record ServiceTermView(Guid Id, Guid TaxonomyId, string Name)
{
    internal static IReadOnlyList<ServiceTermView> Of(CareService service) =>
    [
        .. service.Terms.Select(link => link.Term).OfType<TaxonomyTerm>()
            .OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Id.Value)
            .Select(t => new ServiceTermView(t.Id.Value, t.TaxonomyId.Value, t.Name)),
    ];
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
