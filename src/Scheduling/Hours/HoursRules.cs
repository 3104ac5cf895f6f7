namespace IntegratedCare.Scheduling.Hours;

/// <summary>Whether hours of one member or resource would have them in two places at once.</summary>
/// <remarks>
/// Weekly hours are compared as weeks, for all time. What repeats otherwise is compared date by date for a year from its first date: where two rules
/// meet only later, the time is offered twice and claimed once.
/// </remarks>
internal static class HoursRules
{
    /// <summary>How many of one member's hours may repeat otherwise than plainly weekly: comparing them looks at dates.</summary>
    public const int ByDatesMax = 50;

    private const int MinutesPerDay = 24 * 60;
    private const int MinutesPerWeek = 7 * MinutesPerDay;
    private const int ComparedDays = 366;
    private static readonly HashSet<DateOnly> NoBankHolidays = [];

    /// <summary>True where hours are as long as nothing, or end before they are valid.</summary>
    public static bool AreEmpty(WorkingHours hours) => hours.From == hours.Until || hours.ValidFrom > hours.ValidTo;

    public static bool AnyOverlap(IReadOnlyList<WorkingHours> all)
    {
        var weekly = all.Where(h => h.IsPlainlyWeekly).ToList();
        if (weekly.Where((hours, i) => weekly.Skip(i + 1).Any(other => WeeksOverlap(hours, other))).Any()) return true;

        // Hours that begin together are compared over the same year: what each works then is worked out once, not once for each other.
        var byDates = all.Where(h => !h.IsPlainlyWeekly).ToLookup(FirstDate);
        return byDates.Any(beginning => YearOverlaps([.. beginning], all.Select(h => (h, StretchesOf(h, beginning.Key))).ToList()));
    }

    private static bool YearOverlaps(
        HashSet<WorkingHours> beginning, List<(WorkingHours Hours, List<(DateTime From, DateTime Until)> Stretches)> all) =>
        all.Where(one => beginning.Contains(one.Hours))
            .Any(own => all.Any(other => other.Hours != own.Hours && Meet(own.Stretches, other.Stretches)));

    private static DateOnly FirstDate(WorkingHours hours) =>
        hours.ValidFrom ?? hours.ExtraDates.Concat(hours.ExceptDates).DefaultIfEmpty(new(2000, 1, 1)).Min();

    // The day before is looked at too: work may reach over midnight.
    private static List<(DateTime From, DateTime Until)> StretchesOf(WorkingHours hours, DateOnly first) =>
    [
        .. Enumerable.Range(-1, ComparedDays + 1).Select(first.AddDays).Where(d => hours.AreWorkedOn(d, NoBankHolidays))
            .Select(d => (d.ToDateTime(hours.From), hours.EndOn(d))),
    ];

    private static bool Meet(List<(DateTime From, DateTime Until)> left, List<(DateTime From, DateTime Until)> right)
    {
        for (int i = 0, j = 0; i < left.Count && j < right.Count;)
        {
            if (left[i].Until <= right[j].From) i++;
            else if (right[j].Until <= left[i].From) j++;
            else return true;
        }

        return false;
    }

    // Over midnight the validity of hours ends a day later than it says, so validity is compared with a day to spare.
    private static bool WeeksOverlap(WorkingHours a, WorkingHours b)
    {
        var (start, otherStart) = (StartMinute(a), StartMinute(b));
        var (length, otherLength) = (Minutes(a), Minutes(b));
        var inWeek = Ahead(start, otherStart) < length || Ahead(otherStart, start) < otherLength;
        var spareDays = a.DayOfWeek == b.DayOfWeek ? 0 : 1;
        var inYear = !(a.ValidTo?.DayNumber + spareDays < b.ValidFrom?.DayNumber)
            && !(b.ValidTo?.DayNumber + spareDays < a.ValidFrom?.DayNumber);
        return inWeek && inYear;
    }

    private static int StartMinute(WorkingHours hours) =>
        ((int)(hours.DayOfWeek ?? default) * MinutesPerDay) + (int)hours.From.ToTimeSpan().TotalMinutes;

    private static int Minutes(WorkingHours hours) =>
        (MinutesPerDay + (int)(hours.Until.ToTimeSpan() - hours.From.ToTimeSpan()).TotalMinutes) % MinutesPerDay;

    private static int Ahead(int from, int to) => (to - from + MinutesPerWeek) % MinutesPerWeek;
}
