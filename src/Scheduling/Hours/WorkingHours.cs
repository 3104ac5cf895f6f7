using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Hours;

/// <summary>What a bank holiday does to hours that would fall on it.</summary>
public enum OnBankHolidays { Works, Closed }

/// <summary>Hours that come again, by London's clocks: every week or every few on one weekday, or on the dates of a rule.</summary>
/// <remarks>Hours that end at or before their start end on the next day: 20:00 to 02:00 is one evening's work, of the date it begins on.</remarks>
internal sealed class WorkingHours
{
    // Long enough for the furthest search from where the last one began, short enough to be worked out at once.
    private const int ExpandedDays = 200;
    private Expansion? expanded;

    public DayOfWeek? DayOfWeek { get; init; }      // null: the rule says when
    public required TimeOnly From { get; init; }
    public required TimeOnly Until { get; init; }
    public DateOnly? ValidFrom { get; init; }       // null: as far back as anybody asks
    public DateOnly? ValidTo { get; init; }         // null: until further notice; the day itself is included
    public required int EveryWeeks { get; init; }   // counted from the week, Monday to Sunday, of ValidFrom
    public string? Rule { get; init; }              // null: a weekday says when
    public required List<DateOnly> ExceptDates { get; init; }
    public required List<DateOnly> ExtraDates { get; init; }
    public required OnBankHolidays OnBankHolidays { get; init; }

    /// <summary>Every week on the weekday and nothing else: such hours can be compared without looking at dates.</summary>
    public bool IsPlainlyWeekly => Rule is null && EveryWeeks == 1 && ExceptDates.Count == 0 && ExtraDates.Count == 0;

    public bool GoOverMidnight => Until <= From;

    /// <summary>The instants worked on the working day that begins on this London date.</summary>
    public IEnumerable<Interval> On(DateOnly date, IReadOnlySet<DateOnly> bankHolidays) =>
        AreWorkedOn(date, bankHolidays) ? LondonClock.Between(date.ToDateTime(From), EndOn(date)) : [];

    /// <summary>True where one stretch of these hours holds the whole time.</summary>
    public bool Cover(Interval time, IReadOnlySet<DateOnly> bankHolidays)
    {
        var date = LondonTime.DateOf(time.Start);
        return CoverFrom(date) || (GoOverMidnight && CoverFrom(date.AddDays(-1)));

        bool CoverFrom(DateOnly begins)
        {
            foreach (var worked in On(begins, bankHolidays))
                if (worked.Start <= time.Start && time.End <= worked.End) return true;
            return false;
        }
    }

    /// <summary>The civil time at which work that begins on the date ends.</summary>
    public DateTime EndOn(DateOnly date) => (Until > From ? date : date.AddDays(1)).ToDateTime(Until);

    // A date that somebody wrote down stands before any rule, and "not on that date" before all.
    public bool AreWorkedOn(DateOnly date, IReadOnlySet<DateOnly> bankHolidays)
    {
        if (ExceptDates.Count > 0 && ExceptDates.Contains(date)) return false;
        if (ExtraDates.Count > 0 && ExtraDates.Contains(date)) return true;
        if (date < ValidFrom || date > ValidTo || !Repeats(date)) return false;
        return OnBankHolidays == OnBankHolidays.Works || !bankHolidays.Contains(date);
    }

    public bool ReadsLike(WorkingHours other) =>
        (DayOfWeek, From, Until, ValidFrom, ValidTo, EveryWeeks, Rule, OnBankHolidays) ==
        (other.DayOfWeek, other.From, other.Until, other.ValidFrom, other.ValidTo, other.EveryWeeks, other.Rule, other.OnBankHolidays)
        && ExceptDates.SequenceEqual(other.ExceptDates) && ExtraDates.SequenceEqual(other.ExtraDates);

    private bool Repeats(DateOnly date)
    {
        if (Rule is not null) return RuleNames(Rule, date);
        if (date.DayOfWeek != DayOfWeek) return false;
        return EveryWeeks == 1 || (WeekOf(date) - WeekOf(ValidFrom ?? date)) % EveryWeeks == 0;
    }

    // Read by many searches at once: an expansion is made whole and then put in place, and a second one made meanwhile does no harm.
    private bool RuleNames(string rule, DateOnly date)
    {
        var known = expanded;
        if (known is null || date < known.From || date > known.To)
        {
            var (from, to) = (date.AddDays(-1), date.AddDays(ExpandedDays));
            known = new(from, to, RecurrenceRule.Dates(rule, ValidFrom ?? from, from, to).ToHashSet());
            expanded = known;
        }

        return known.Dates.Contains(date);
    }

    // Day 0 of the calendar, 1 January of the year 1, is a Monday.
    private static int WeekOf(DateOnly date) => date.DayNumber / 7;

    private sealed record Expansion(DateOnly From, DateOnly To, HashSet<DateOnly> Dates);
}
