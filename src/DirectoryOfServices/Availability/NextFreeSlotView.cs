using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.DirectoryOfServices.Availability;

/// <summary>When the service can next be booked: for the neighbourhood that was asked for, else for anybody of the place.</summary>
public sealed record NextFreeSlotView(DateTimeOffset StartsAt, string? NeighbourhoodCode)
{
    /// <summary>Null where the service takes no bookings now, or nothing is known to be free.</summary>
    internal static NextFreeSlotView? Of(
        CareService service, ServiceAvailability? availability, string? neighbourhoodCode, DateTimeOffset now) =>
        service is { Bookable: true, PublicStatus: ServiceStatus.Active } && availability?.NextFor(neighbourhoodCode, now) is { } start
            ? new(LondonTime.ToLondon(start), neighbourhoodCode)
            : null;
}
