using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.CareServices;

namespace IntegratedCare.Scheduling.Restrictions;

internal readonly record struct RestrictionId(Guid Value) : IEntityId<RestrictionId>
{
    public static RestrictionId From(Guid value) => new(value);
}

/// <summary>A restriction of a service as quality tells it; a service is restricted while any of its restrictions stands.</summary>
/// <remarks>A lift may be heard first. It is kept as the end of a restriction whose beginning is not known yet, and that never takes effect.</remarks>
internal sealed class Restriction
{
    public required RestrictionId Id { get; init; }
    public required ServiceId Service { get; init; }
    public DateTimeOffset? BeganAt { get; private set; }    // null: only the lift was heard
    public DateTimeOffset? LiftedAt { get; private set; }   // null: not lifted

    public bool Stands => BeganAt is not null && LiftedAt is null;

    /// <summary>False where the beginning was known already.</summary>
    public bool Begin(DateTimeOffset at)
    {
        if (BeganAt is not null) return false;
        BeganAt = at;
        return true;
    }

    public void Lift(DateTimeOffset at) => LiftedAt ??= at;
}
