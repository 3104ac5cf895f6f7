using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>What must hold for a service to be an answer at all.</summary>
internal static class ServiceFilter
{
    public static IQueryable<CareService> Suiting(
        this IQueryable<CareService> services, ServiceQuery asked, Standpoint standpoint)
    {
        services = ApiWord.Read<ServiceStatus>(asked.Status) is { } status
            ? services.OfStatus(status)
            : services.Where(s => s.Status == RecordStatus.Active);
        if (ApiWord.Read<ServiceCategory>(asked.Category) is { } category)
            services = services.Where(s => s.Category == category);
        if (ApiWord.Read<Delivery>(asked.Delivery) is { } delivery)
            services = services.Where(s => s.Delivery.Contains(delivery));
        if (asked.Bookable is { } bookable)
            services = services.Where(s => s.Bookable == bookable);
        if (asked.AgeYears is { } age)
            services = services.Where(s => (s.MinimumAgeYears ?? 0) <= age && age <= (s.MaximumAgeYears ?? age));
        if (standpoint.NeighbourhoodCode is { } neighbourhood)
            services = services.Where(s =>
                s.Neighbourhoods.Count == 0 || s.Neighbourhoods.Any(n => n.NeighbourhoodCode == neighbourhood));
        return services;
    }

    private static IQueryable<CareService> OfStatus(this IQueryable<CareService> services, ServiceStatus status) =>
        status switch
        {
            ServiceStatus.Active => services.Where(s => s.Status == RecordStatus.Active && !s.IsRestricted),
            ServiceStatus.Restricted => services.Where(s => s.Status == RecordStatus.Active && s.IsRestricted),
            ServiceStatus.Closed => services.Where(s => s.Status == RecordStatus.Closed),
            ServiceStatus.Dormant => services.Where(s => s.Status == RecordStatus.Dormant),
        };
}
