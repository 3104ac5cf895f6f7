using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>A time at which one member of a team can give one appointment of a service.</summary>
internal sealed record Slot(
    TeamId Team,
    string TeamName,
    MemberId Member,
    ServiceId Service,
    Interval Time,
    SiteId? Site,
    Delivery Delivery)
{
    public SlotId Id => new(Team, Member, Service, Time.Start);
}
