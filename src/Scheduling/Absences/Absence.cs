using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Absences;

internal readonly record struct AbsenceId(Guid Value) : IEntityId<AbsenceId>
{
    public static AbsenceId New() => new(Guid.CreateVersion7());
    public static AbsenceId From(Guid value) => new(value);
}

/// <summary>Why somebody is away or something cannot be used. Never more than the kind: what a member is ill with is nobody's business here.</summary>
public enum AbsenceKind { Leave, Sickness, Training, Closure }

/// <summary>A stretch in which a member or a resource offers no time, whatever their hours say.</summary>
/// <remarks>It claims nothing: what was booked into it stays booked until somebody moves or cancels it.</remarks>
internal sealed class Absence
{
    public required AbsenceId Id { get; init; }
    public required ResourceId Resource { get; init; }
    public required AbsenceKind Kind { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required string EnteredBySubject { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }
    public DateTimeOffset? CancelledAt { get; private set; }    // null: it stands

    public Interval Time => new(StartsAt, EndsAt);

    public static Absence Of(ResourceId resource, AbsenceKind kind, Interval time, Caller caller, DateTimeOffset now) => new()
    {
        Id = AbsenceId.New(), Resource = resource, Kind = kind, StartsAt = time.Start, EndsAt = time.End,
        EnteredBySubject = caller.Subject, EnteredAt = now,
    };

    /// <summary>The time is offered again; false where it was already.</summary>
    public bool Cancel(DateTimeOffset now)
    {
        if (CancelledAt is not null) return false;
        CancelledAt = now;
        return true;
    }
}
