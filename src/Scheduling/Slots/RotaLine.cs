using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>One working pattern of a member, with the appointment that the team gives in it.</summary>
internal sealed record RotaLine(
    TeamId Team,
    string TeamName,
    ServiceId Service,
    int AppointmentMinutes,
    WorkingPattern Pattern)
{
    /// <summary>Every slot that starts within the time given, taken or not.</summary>
    public IEnumerable<Slot> SlotsIn(Interval wanted)
    {
        // Work that began yesterday evening may reach into today.
        var last = LondonTime.DateOf(wanted.End);
        for (var date = LondonTime.DateOf(wanted.Start).AddDays(-1); date <= last; date = date.AddDays(1))
        {
            foreach (var time in Pattern.HoursOn(date).SelectMany(h => h.Pieces(TimeSpan.FromMinutes(AppointmentMinutes))))
            {
                if (time.Start >= wanted.Start && time.Start < wanted.End)
                    yield return new(Team, TeamName, Pattern.Member, Service, time, Pattern.Site, Pattern.Delivery);
            }
        }
    }

    public Slot? SlotAt(DateTimeOffset start) => SlotsIn(new(start, start.AddMinutes(1))).FirstOrDefault();
}
