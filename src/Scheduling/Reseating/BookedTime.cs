using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Reseating;

/// <summary>An open booking of a team as its re-seating sees it: when it is, and what it takes.</summary>
/// <remarks>
/// <c>Claimed</c> is what it takes with the time around it, as it was when it was booked. One that is fixed (in a group session, or on top of somebody else's time) is never moved for somebody
/// else. <c>Person</c> is a pseudonym's short form: one person is in one place at a time too.
/// </remarks>
internal sealed record BookedTime(
    BookingId Id, int Sequence, ServiceId Service, MemberId Member, SiteId? Site, Delivery Delivery, Interval Time, Interval Claimed,
    IReadOnlyList<ResourceId> Resources, bool IsFixed, ResourceId Person)
{
    /// <summary>What it takes now, and the person's own time.</summary>
    public IEnumerable<ResourceId> Everybody => Resources.Append(Person);
}

/// <summary>A time that a booking may be given: with whom, and with what else.</summary>
internal sealed record SeatOffer(Slot Slot, IReadOnlyList<ResourceId> Resources, bool TimeChanges, bool PlaceChanges)
{
    /// <summary>True where the person would have to agree: it is another time or another place.</summary>
    public bool NeedsConsent => TimeChanges || PlaceChanges;
}
