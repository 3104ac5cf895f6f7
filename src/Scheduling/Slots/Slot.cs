using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>A time at which one member of a team can give one appointment of a service, alone or with others.</summary>
internal sealed record Slot(RotaLine Line, Interval Time)
{
    public TeamId Team => Line.Team.Id;
    public string TeamName => Line.Team.Name;
    public MemberId Member => Line.Pattern.Member;
    public ServiceId Service => Line.Team.Service;
    public SiteId? Site => Line.Pattern.Site;
    public Delivery Delivery => Line.Pattern.Delivery;
    public Appointment Appointment => Line.Team.Appointment;
    public SlotId Id => new(Team, Member, Service, Time.Start);

    /// <summary>What the slot claims: the care and the time around it.</summary>
    public Interval Span => Appointment.SpanOf(Time);
}
