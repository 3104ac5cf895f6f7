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
/// A restriction is heard twice, and either suffices: from quality at once, by the service's own id; from the directory a moment later, which also
/// knows the entries that the service speaks for. Quality's ends with its lift, the directory's with a later version, which follows every lift and
/// every merge that is undone: so neither outlives what it came from.
/// </remarks>
internal sealed class CareService
{
    public required ServiceId Id { get; init; }
    public string? Name { get; private set; }           // null: the facts have not been heard yet
    public bool Bookable { get; private set; }
    public long? TariffPence { get; private set; }      // null: nothing is charged for one booking
    public List<string>? Languages { get; private set; }    // null: nobody has said which
    public bool? Interpreting { get; private set; }         // null: as before
    public bool IsOpen { get; private set; }

    /// <summary>A restriction that quality has placed on this very service stands.</summary>
    public bool IsRestricted { get; private set; }

    /// <summary>The directory says last that it is restricted, itself or by what was merged into it.</summary>
    public bool IsRestrictedInDirectory { get; private set; }
    public long FactsVersion { get; private set; }
    public long StatusVersion { get; private set; }

    public bool TakesBookings => Standing.TakesBookings;

    private ServiceStanding Standing => ServiceStanding.Of(Name is not null, Bookable, IsOpen, IsRestricted, IsRestrictedInDirectory);

    public void Hear(
        long version, string name, bool bookable, long? tariffPence, string status, IReadOnlyList<string>? languages = null, bool? interpreting = null)
    {
        HearStatus(version, status);
        if (version <= FactsVersion) return;
        (FactsVersion, Name, Bookable, TariffPence) = (version, name, bookable, tariffPence);
        (Languages, Interpreting) = (languages is null ? null : [.. languages], interpreting);
    }

    public void HearStatus(long version, string status)
    {
        if (version <= StatusVersion) return;
        (StatusVersion, IsOpen, IsRestrictedInDirectory) = (version, status is "active" or "restricted", status is "restricted");
    }

    public void Restrict(bool anyRestrictionStands) => IsRestricted = anyRestrictionStands;

    /// <summary>Refuses a hold or a booking that the service does not take.</summary>
    public void MustTakeBookings() => Standing.MustTakeBookings();
}
