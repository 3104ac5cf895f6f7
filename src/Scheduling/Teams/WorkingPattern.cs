using System.Globalization;
using IntegratedCare.Kernel.Ids;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Teams;

internal readonly record struct WorkingPatternId(Guid Value) : IEntityId<WorkingPatternId>
{
    public static WorkingPatternId New() => new(Guid.CreateVersion7());
    public static WorkingPatternId From(Guid value) => new(value);
}

/// <summary>How care reaches the person.</summary>
public enum Delivery { InPerson, Home, Telephone, Video, Online }

/// <summary>Hours that a member works every week on one weekday, by London's clocks.</summary>
/// <remarks>Hours that end at or before their start end on the next day: 20:00 to 02:00 is one evening's work.</remarks>
internal sealed class WorkingPattern
{
    public WorkingPatternId Id { get; private init; } = WorkingPatternId.New();
    public required MemberId Member { get; init; }
    public required DayOfWeek DayOfWeek { get; init; }
    public required TimeOnly From { get; init; }
    public required TimeOnly Until { get; init; }
    public required Delivery Delivery { get; init; }
    public SiteId? Site { get; init; }              // null: no building, as in a home visit or a call
    public DateOnly? ValidFrom { get; init; }       // null: as far back as anybody asks
    public DateOnly? ValidTo { get; init; }         // null: until further notice; the day itself is included

    public static WorkingPattern Of(PatternEntry entry) => new()
    {
        Member = new(entry.MemberId),
        DayOfWeek = entry.DayOfWeek,
        From = TimeOnly.ParseExact(entry.From, PatternEntry.TimeFormat, CultureInfo.InvariantCulture),
        Until = TimeOnly.ParseExact(entry.Until, PatternEntry.TimeFormat, CultureInfo.InvariantCulture),
        Delivery = entry.Delivery,
        Site = entry.SiteId is { } site ? new SiteId(site) : null,
        ValidFrom = entry.ValidFrom,
        ValidTo = entry.ValidTo,
    };

    /// <summary>The instants worked on the working day that begins on this London date.</summary>
    public IEnumerable<Interval> HoursOn(DateOnly date)
    {
        if (date.DayOfWeek != DayOfWeek || date < ValidFrom || date > ValidTo) return [];

        var endsOn = Until > From ? date : date.AddDays(1);
        return LondonClock.Between(date.ToDateTime(From), endsOn.ToDateTime(Until));
    }

    public bool ReadsLike(WorkingPattern other) =>
        (Member, DayOfWeek, From, Until, Delivery, Site, ValidFrom, ValidTo) ==
        (other.Member, other.DayOfWeek, other.From, other.Until, other.Delivery, other.Site, other.ValidFrom, other.ValidTo);
}
