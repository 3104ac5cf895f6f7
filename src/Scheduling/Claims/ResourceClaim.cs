using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Holds;
using NpgsqlTypes;

namespace IntegratedCare.Scheduling.Claims;

internal readonly record struct ClaimId(Guid Value) : IEntityId<ClaimId>
{
    public static ClaimId New() => new(Guid.CreateVersion7());
    public static ClaimId From(Guid value) => new(value);
}

/// <summary>What can be in one place at a time: today a member of a team, whose own id it bears.</summary>
internal readonly record struct ResourceId(Guid Value) : IEntityId<ResourceId>
{
    public static ResourceId From(Guid value) => new(value);
}

/// <summary>A stretch of a resource's time that is given away, to a hold until it expires or to a booking.</summary>
/// <remarks>
/// The database refuses two claims that overlap (<c>ex_resource_claims_no_overlap</c>): this one table is what makes double booking impossible.
/// Rows are written by <see cref="ClaimBook"/> only.
/// </remarks>
internal sealed class ResourceClaim
{
    public required ClaimId Id { get; init; }
    public required ResourceId Resource { get; init; }
    public required NpgsqlRange<DateTime> During { get; init; }
    public HoldId? Hold { get; private set; }               // null: a booking has it
    public BookingId? Booking { get; private set; }         // null: a hold has it
    public DateTimeOffset? ExpiresAt { get; private set; }  // null: a booking does not expire
}
