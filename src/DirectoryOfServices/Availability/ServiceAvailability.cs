using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Availability;

/// <summary>What Scheduling last said of a service's free slots.</summary>
/// <remarks>
/// It may be said more than once and in any order: the highest version counts. The service need not stand in the directory yet; what was said
/// waits for it.
/// </remarks>
internal sealed class ServiceAvailability
{
    private ServiceAvailability()
    {
    }

    public required ServiceId ServiceId { get; init; }

    /// <summary>The earliest free start anywhere; null: none.</summary>
    public DateTimeOffset? StartsAt { get; private set; }

    /// <summary>The earliest free start of each neighbourhood that has one.</summary>
    public IReadOnlyList<NextStart> Starts { get; private set; } = [];

    /// <summary>The service is booked up as far ahead as the place books.</summary>
    public bool Exhausted { get; private set; }

    public long Version { get; private set; }    // 0: nothing has been heard
    public DateTimeOffset SaidAt { get; private set; }

    public static ServiceAvailability Of(ServiceId service) => new() { ServiceId = service };

    /// <summary>Takes what Scheduling said over, unless something later has been heard.</summary>
    public void Hear(long version, IReadOnlyList<NextStart> starts, bool exhausted, DateTimeOffset saidAt)
    {
        if (version <= Version) return;

        Version = version;
        Starts = starts;
        StartsAt = starts.Count == 0 ? null : starts.Min(s => s.StartsAt);
        Exhausted = exhausted;
        SaidAt = saidAt;
    }

    /// <summary>The next free start for somebody of the neighbourhood, or for anybody; null where none is known, or it has begun.</summary>
    public DateTimeOffset? NextFor(string? neighbourhoodCode, DateTimeOffset now)
    {
        var start = neighbourhoodCode is null
            ? StartsAt
            : Starts.Where(s => s.NeighbourhoodCode == neighbourhoodCode).Select(s => (DateTimeOffset?)s.StartsAt).Min();
        return start > now ? start : null;
    }
}

/// <summary>The earliest free start of one neighbourhood.</summary>
internal sealed record NextStart(string NeighbourhoodCode, DateTimeOffset StartsAt);
