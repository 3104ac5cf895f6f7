using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.Scheduling.CareServices;

internal readonly record struct ServiceId(Guid Value) : IEntityId<ServiceId>
{
    public static ServiceId From(Guid value) => new(value);
}

/// <summary>The part of a care service that booking needs; the directory owns the rest, quality says whether it is restricted.</summary>
/// <remarks>
/// Events come in any order. Facts and status each remember the version they were said in, because a status may be heard before the facts. A row
/// whose facts were never heard is unknown to callers: it only remembers what was said about the service meanwhile.
/// </remarks>
internal sealed class CareService
{
    public required ServiceId Id { get; init; }
    public string? Name { get; private set; }           // null: the facts have not been heard yet
    public bool Bookable { get; private set; }
    public long? TariffPence { get; private set; }      // null: nothing is charged for one booking
    public bool IsOpen { get; private set; }
    public bool IsRestricted { get; private set; }
    public long FactsVersion { get; private set; }
    public long StatusVersion { get; private set; }

    public bool TakesBookings => Name is not null && Bookable && IsOpen && !IsRestricted;

    public void Hear(long version, string name, bool bookable, long? tariffPence, string status)
    {
        HearStatus(version, status);
        if (version <= FactsVersion) return;
        (FactsVersion, Name, Bookable, TariffPence) = (version, name, bookable, tariffPence);
    }

    // "restricted" is the directory's echo of the restriction that we hear from quality ourselves. It counts as open here, so that a lift
    // holds at once even while the directory is down.
    public void HearStatus(long version, string status)
    {
        if (version <= StatusVersion) return;
        (StatusVersion, IsOpen) = (version, status is "active" or "restricted");
    }

    public void Restrict(bool anyRestrictionStands) => IsRestricted = anyRestrictionStands;

    /// <summary>Refuses a hold or a booking that the service does not take.</summary>
    public void MustTakeBookings()
    {
        if (IsRestricted) throw new DomainException(CareServiceErrors.Restricted);
        if (!TakesBookings) throw new DomainException(CareServiceErrors.NotBookable);
    }
}
