using IntegratedCare.Scheduling.Resources;
using IntegratedCare.Scheduling.Teams;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>What one appointment of a service takes in a team.</summary>
internal sealed class Appointment
{
    private readonly TimeSpan length;
    private readonly TimeSpan before;
    private readonly TimeSpan after;
    private readonly TimeSpan? alignment;

    public Appointment(Offer offer)
    {
        length = TimeSpan.FromMinutes(offer.AppointmentMinutes);
        before = TimeSpan.FromMinutes(offer.BufferBeforeMinutes);
        after = TimeSpan.FromMinutes(offer.BufferAfterMinutes);
        alignment = offer.AlignmentMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;
        Places = offer.Places;
        Staff = offer.Staff;
        Needs = [.. offer.Needs.Select(Need.Parse)];
        Skills = offer.Skills;
    }

    public int Places { get; }
    public int Staff { get; }
    public IReadOnlyList<Need> Needs { get; }
    public IReadOnlyList<string> Skills { get; }

    public bool IsGroup => Places > 1;

    /// <summary>One member gives it and nothing else is needed.</summary>
    public bool TakesOneResource => Staff == 1 && Needs.Count == 0;

    /// <summary>How many resources one appointment claims.</summary>
    public int Resources => Staff + Needs.Count;

    /// <summary>The longest that an appointment reaches beyond its start, and before it.</summary>
    public TimeSpan Reach => length + after;
    public TimeSpan ReachBefore => before;

    /// <summary>What is claimed for a time of care: the care and the time around it.</summary>
    public Interval SpanOf(Interval care) => new(care.Start - before, care.End + after);

    /// <summary>The care that begins at an instant of UTC.</summary>
    public Interval CareFrom(DateTime start) => new(start, start + length);

    /// <summary>When care can begin within hours that have room for it, the time around it included; a rest that is too short offers nothing.</summary>
    /// <remarks>Unaligned, one follows another. Aligned, each is offered for itself: they overlap, and whichever is taken removes the others.</remarks>
    public Starts StartsIn(Interval hours) =>
        new(Aligned(hours.Start + before).UtcDateTime, (hours.End - length - after).UtcDateTime, alignment ?? (before + length + after));

    /// <summary>The times of care that hours have room for.</summary>
    public IEnumerable<Interval> TimesIn(Interval hours)
    {
        var starts = StartsIn(hours);
        for (var start = starts.First; start <= starts.Last; start += starts.Step) yield return CareFrom(start);
    }

    // London's clocks differ from UTC by whole hours, so minutes of the hour are the same on both.
    private DateTimeOffset Aligned(DateTimeOffset start)
    {
        if (alignment is not { } minutes) return start;
        var over = start.UtcTicks % minutes.Ticks;
        return over == 0 ? start : start.AddTicks(minutes.Ticks - over);
    }
}
