using IntegratedCare.Contracts.Quality;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Quality.CareServices;
using IntegratedCare.Quality.Incidents;

namespace IntegratedCare.Quality.Restrictions;

/// <summary>A restriction of a service.</summary>
internal readonly record struct RestrictionId(Guid Value) : IEntityId<RestrictionId>
{
    public static RestrictionId New() => new(Guid.CreateVersion7());
    public static RestrictionId From(Guid value) => new(value);
}

/// <summary>How far a service is restricted.</summary>
public enum RestrictionLevel
{
    /// <summary>Nobody new is booked; people who are booked already may still be seen.</summary>
    NoNewBookings,

    /// <summary>The service stops: people who are booked already must be found another place.</summary>
    Suspended,
}

/// <summary>Whether a restriction is in force.</summary>
public enum RestrictionStatus
{
    Standing,
    Lifted,
}

/// <summary>
/// The chief nurse's office keeps people out of a service because of an incident, until it is lifted.
/// </summary>
/// <remarks>
/// For one incident a service is restricted once at a time; for another incident it may be restricted as well, and each
/// is lifted by itself. Who restricted and who lifted stands in the incident's timeline.
/// </remarks>
internal sealed class Restriction
{
    public const int ReasonLengthMax = 2_000;
    public const string ReasonColumn = "restrictions.reason";
    public const string LiftReasonColumn = "restrictions.lift_reason";

    private Restriction() { }

    public required RestrictionId Id { get; init; }
    public required CareServiceId ServiceId { get; init; }
    public required IncidentId IncidentId { get; init; }
    public required RestrictionLevel Level { get; init; }
    public byte[]? Reason { get; private set; }                 // encrypted: it may be clinical; null: erased
    public required DateTimeOffset RestrictedAt { get; init; }
    public DateTimeOffset? LiftedAt { get; private set; }       // null: it stands
    public byte[]? LiftReason { get; private set; }             // encrypted; null: it stands, or is erased
    public DateTimeOffset? ErasedAt { get; private set; }       // null: the reasons are still there

    public RestrictionStatus Status => LiftedAt is null ? RestrictionStatus.Standing : RestrictionStatus.Lifted;

    public static Restriction Of(
        CareServiceId service, Incident incident, RestrictionLevel level, Func<RestrictionId, byte[]> seal, DateTimeOffset now)
    {
        incident.ActOn();
        var id = RestrictionId.New();
        return new()
        {
            Id = id,
            ServiceId = service,
            IncidentId = incident.Id,
            Level = level,
            Reason = seal(id),
            RestrictedAt = now,
        };
    }

    public void Lift(byte[] reason, DateTimeOffset now)
    {
        if (LiftedAt is not null) throw new DomainException(RestrictionErrors.AlreadyLifted);
        (LiftedAt, LiftReason) = (now, reason);
    }

    /// <summary>Takes the reasons away, with the words of the incident on which they rest.</summary>
    public void Erase(DateTimeOffset now)
    {
        if (LiftedAt is null) throw new InvalidOperationException("The reason of a restriction that stands is kept.");
        (Reason, LiftReason, ErasedAt) = (null, null, now);
    }

    public ServiceRestricted Restricted() => new(Id.Value, ServiceId.Value, Words.Of(Level), RestrictedAt);

    public RestrictionLifted Lifted() => new(
        Id.Value, ServiceId.Value,
        LiftedAt ?? throw new InvalidOperationException("A restriction that stands has not been lifted."));
}
