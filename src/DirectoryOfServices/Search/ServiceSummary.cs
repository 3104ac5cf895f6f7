using IntegratedCare.DirectoryOfServices.Availability;
using IntegratedCare.DirectoryOfServices.Capacity;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Search;

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
    bool IsDemonstration,
    NextFreeSlotView? NextFreeSlot,
    bool? OpenNow,
    IReadOnlyList<Reason> Reasons);

/// <summary>Why a service stands where it does: a code that stays, and a sentence to read.</summary>
public sealed record Reason(string Code, string Text);
