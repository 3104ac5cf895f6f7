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
    internal static CapacityView Of(ServiceSheet sheet, DateTimeOffset now) => Of(
        sheet.LatestReport?.Said,
        sheet is { Service: { Bookable: true, Status: RecordStatus.Active }, Availability: { } slots } ? new(slots.Exhausted, slots.SaidAt) : null,
        now);

    /// <summary>What somebody who knows the service reported counts more than the diary: care is given outside of it as well.</summary>
    internal static CapacityStatus StatusOf(ReportedCapacity? latest, DiaryCapacity? diary, DateTimeOffset now)
    {
        var reported = latest?.StatusAt(now) ?? CapacityStatus.Unknown;
        return reported == CapacityStatus.Unknown && diary is { Exhausted: true } ? CapacityStatus.Red : reported;
    }

    internal static CapacityView Of(ReportedCapacity? latest, DiaryCapacity? diary, DateTimeOffset now)
    {
        var status = StatusOf(latest, diary, now);
        if (status == CapacityStatus.Red && latest?.StatusAt(now) != CapacityStatus.Red)
            return new(status, diary?.SaidAt, null, CapacitySource.NoFreeSlots, null, null, diary?.Exhausted);

        return latest is { } report
            ? new(status, report.ReportedAt, report.ExpiresAt, CapacitySource.Report, report.Role, report.OrganisationCode, diary?.Exhausted)
            : new(CapacityStatus.Unknown, null, null, null, null, null, diary?.Exhausted);
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
