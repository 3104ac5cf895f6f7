using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Ids;

namespace IntegratedCare.DirectoryOfServices.Restrictions;

public readonly record struct RestrictionId(Guid Value) : IEntityId<RestrictionId>
{
    public static RestrictionId From(Guid value) => new(value);
}

/// <summary>What the directory knows of a quality restriction; Quality owns the rest.</summary>
/// <remarks>
/// Imposing and lifting may be heard in any order and more than once: a restriction that was lifted first stays lifted. The service need not stand in
/// the directory yet; it is restricted from its first day if one of these stands.
/// </remarks>
internal sealed class Restriction
{
    private Restriction()
    {
    }

    public required RestrictionId Id { get; init; }
    public required ServiceId ServiceId { get; init; }
    public string? Level { get; private set; }    // null: only the lifting has been heard
    public DateTimeOffset? ImposedAt { get; private set; }
    public DateTimeOffset? LiftedAt { get; private set; }

    public bool Stands => ImposedAt is not null && LiftedAt is null;

    /// <summary>0 where it does not stand; a level that we do not know may be the strictest.</summary>
    public int Strictness => Stands ? StrictnessOf(Level) : 0;

    public static Restriction Of(RestrictionId id, ServiceId service) => new() { Id = id, ServiceId = service };

    public static int StrictnessOf(string? level) => level switch { "noNewBookings" => 1, "suspended" => 2, _ => 3 };

    public void Impose(string level, DateTimeOffset at)
    {
        Level ??= level;
        ImposedAt ??= at;
    }

    public void Lift(DateTimeOffset at) => LiftedAt ??= at;
}
