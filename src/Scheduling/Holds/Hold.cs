using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Holds;

internal readonly record struct HoldId(Guid Value) : IEntityId<HoldId>
{
    public static HoldId New() => new(Guid.CreateVersion7());
    public static HoldId From(Guid value) => new(value);
}

/// <summary>What the transaction that keeps a hold is for.</summary>
/// <remarks>
/// A hold alone is answered before it is on disk: a server that loses power within the second loses it with the time it took, and the caller chooses again.
/// What is booked is on disk before it is answered, and the hold with it.
/// </remarks>
internal enum HoldLasts { Briefly, WithABooking }

/// <summary>A slot kept for one caller for a few minutes, while they write the booking.</summary>
/// <remarks>The row outlives its time for a day, so that who comes late hears "expired" and not "unknown".</remarks>
internal sealed class Hold
{
    public required HoldId Id { get; init; }
    public required string HolderSubject { get; init; }
    public required TeamId Team { get; init; }
    public required MemberId Member { get; init; }
    public required ServiceId Service { get; init; }
    public SiteId? Site { get; init; }              // null: no building
    public required Delivery Delivery { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public required DateTimeOffset EndsAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required int ClaimCount { get; init; }   // 0: a place in a group session
    public BookingId? UsedFor { get; init; }        // null: not confirmed

    public bool IsOfGroupPlace => ClaimCount == 0;

    public static Hold Of(Slot slot, Caller holder, PlaceSettings settings, DateTimeOffset now) => Of(slot, holder, settings.HoldEnds(now));

    /// <summary>A hold for somebody who needs longer than it takes to write a booking.</summary>
    public static Hold Of(Slot slot, Caller holder, DateTimeOffset expiresAt, BookingId? usedFor = null) => new()
    {
        Id = HoldId.New(),
        HolderSubject = holder.Subject,
        Team = slot.Team,
        Member = slot.Member,
        Service = slot.Service,
        Site = slot.Site,
        Delivery = slot.Delivery,
        StartsAt = slot.Time.Start,
        EndsAt = slot.Time.End,
        ExpiresAt = expiresAt,
        ClaimCount = slot.Appointment.IsGroup ? 0 : slot.Appointment.Resources,
        UsedFor = usedFor,
    };

    /// <summary>The holder turns it into a booking, once and in time. To everybody else there is no such hold.</summary>
    public void MustBeFor(Caller caller, DateTimeOffset now)
    {
        if (HolderSubject != caller.Subject) throw new DomainException(HoldErrors.Unknown);
        if (UsedFor is not null) throw new DomainException(HoldErrors.Used);
        if (ExpiresAt <= now) throw new DomainException(HoldErrors.Expired);
    }
}
