using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Capacity;

/// <summary>A service's room, and who says so. An expired report reads as unknown but still says when it was made.</summary>
/// <param name="Status">What somebody reported while that holds; else red where every slot is taken; else unknown.</param>
/// <param name="ReportedAt">When it was said.</param>
/// <param name="ExpiresAt">Until when that may be believed; what the diary says holds until it says something else.</param>
/// <param name="Source">Absent where nobody has ever said anything.</param>
/// <param name="ReportedByRole">In what role somebody reported it.</param>
/// <param name="ReportedByOrganisation">For which organisation, by its code.</param>
/// <param name="SlotsExhausted">Whether every slot is taken as far ahead as the place books; absent where the diary says nothing of the service.</param>
public sealed record CapacityView(
    CapacityStatus Status,
    DateTimeOffset? ReportedAt,
    DateTimeOffset? ExpiresAt,
    CapacitySource? Source,
    string? ReportedByRole,
    string? ReportedByOrganisation,
    bool? SlotsExhausted)
{
    /// <summary>What somebody who knows the service reported counts more than the diary: care is given outside of it as well.</summary>
    internal static CapacityView Of(ServiceSheet sheet, DateTimeOffset now)
    {
        var (service, latest, slots) = sheet;
        bool? exhausted = service is { Bookable: true, Status: RecordStatus.Active } ? slots?.Exhausted : null;
        if (exhausted is true && slots is not null && (latest is null || latest.StatusAt(now) == CapacityStatus.Unknown))
            return new(CapacityStatus.Red, slots.SaidAt, null, CapacitySource.NoFreeSlots, null, null, exhausted);

        return latest is null
            ? new(CapacityStatus.Unknown, null, null, null, null, null, exhausted)
            : new(latest.StatusAt(now), latest.ReportedAt, latest.ExpiresAt, CapacitySource.Report, latest.Role, latest.OrganisationCode, exhausted);
    }
}

/// <summary>From whom a service's room is known.</summary>
public enum CapacitySource
{
    /// <summary>Somebody who knows the service reported it.</summary>
    Report,

    /// <summary>The diary: no slot is free as far ahead as the place books.</summary>
    NoFreeSlots,
}
