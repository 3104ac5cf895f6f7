using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>One working pattern of a member who may give the service, in a team that gives it.</summary>
internal sealed class RotaLine(TeamRota team, WorkingPattern pattern)
{
    public TeamRota Team { get; } = team;
    public WorkingPattern Pattern { get; } = pattern;

    /// <summary>Its place among all of the rota, by team and member: which of two slots at one time comes first.</summary>
    public int Rank { get; private set; }

    public void Rate(int rank) => Rank = rank;

    /// <summary>Every slot that starts within the time given, taken or not.</summary>
    public IEnumerable<Slot> SlotsIn(Interval wanted)
    {
        // Work that began yesterday evening may reach into today.
        var last = LondonTime.DateOf(wanted.End);
        for (var date = LondonTime.DateOf(wanted.Start).AddDays(-1); date <= last; date = date.AddDays(1))
        {
            foreach (var slot in SlotsOf(date, wanted)) yield return slot;
        }
    }

    /// <summary>The slots of the working day that begins on the date, as far as they start within the time given.</summary>
    public IEnumerable<Slot> SlotsOf(DateOnly date, Interval wanted)
    {
        if (!Pattern.Hours.AreWorkedOn(date, Team.BankHolidays)) yield break;
        foreach (var hours in Pattern.Hours.On(date, Team.BankHolidays))
        {
            if (hours.End <= wanted.Start || hours.Start >= wanted.End) continue;
            foreach (var time in Team.Appointment.TimesIn(hours))
            {
                if (time.Start >= wanted.Start && time.Start < wanted.End) yield return new(this, time);
            }
        }
    }

    public Slot? SlotAt(DateTimeOffset start) => SlotsIn(new(start, start.AddMinutes(1))).FirstOrDefault();

    /// <summary>True where the member works through the whole of it without a break.</summary>
    public bool Covers(Interval span) => Pattern.Hours.Cover(span, Team.BankHolidays);
}
