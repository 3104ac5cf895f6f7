using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Holds;
using IntegratedCare.Scheduling.Rounds;
using NpgsqlTypes;

namespace IntegratedCare.Scheduling.Claims;

internal readonly record struct ClaimId(Guid Value) : IEntityId<ClaimId>
{
    public static ClaimId New() => new(Guid.CreateVersion7());
    public static ClaimId From(Guid value) => new(value);
}

/// <summary>What can be in one place at a time: a member of a team, whose own id it bears, a room, equipment or a mobile unit.</summary>
internal readonly record struct ResourceId(Guid Value) : IEntityId<ResourceId>
{
    public static ResourceId From(Guid value) => new(value);
}

/// <summary>A stretch of a resource's time that is given away, to a hold until it expires, to a booking, to a group session or to a published round.</summary>
/// <remarks>
/// The database refuses two claims that overlap (<c>ex_resource_claims_no_overlap</c>), overbooked ones aside: this one table is what makes double booking impossible.
/// Rows are written by <see cref="ClaimBook"/> only.
/// </remarks>
internal sealed class ResourceClaim
{
    public required ClaimId Id { get; init; }
    public required ResourceId Resource { get; init; }
    public required NpgsqlRange<DateTime> During { get; init; }
    public HoldId? Hold { get; private set; }               // of hold, booking, session and round one has it, the others are null
    public BookingId? Booking { get; private set; }
    public GroupSessionId? Session { get; private set; }
    public RoundId? Round { get; private set; }
    public DateTimeOffset? ExpiresAt { get; private set; }  // null: a booking, a round, or a session with somebody booked, does not expire

    /// <summary>Given to a booking on top of a time that somebody has; no two of these overlap either (<c>ex_resource_claims_one_on_top</c>).</summary>
    public bool Overbooked { get; private set; }
}
