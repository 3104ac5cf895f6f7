using System.ComponentModel.DataAnnotations;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>When a service is open, again and again: Open Referral's <c>schedule</c>, in London's time of day.</summary>
/// <remarks>
/// Weekly hours name <c>Days</c>, and every <c>Interval</c>th week counts, from the week of <c>StartsOn</c>. Monthly hours name <c>DaysOfMonth</c>, or
/// <c>Days</c> together with <c>WeeksOfMonth</c> (1 to 5; -1 is the last). Hours that close at or before they open run into the next day; both at
/// midnight is the whole day.
/// </remarks>
public sealed record OpeningHours
{
    /// <summary>Every how many weeks or months; nothing rarer than once a year has hours.</summary>
    public const int IntervalMax = 52;

    /// <summary>Weekly unless said otherwise.</summary>
    public Recurrence Every { get; init; } = Recurrence.Week;
    [Range(1, IntervalMax)] public int Interval { get; init; } = 1;
    [MaxLength(7)] public IReadOnlyList<DayOfWeek> Days { get; init; } = [];
    [MaxLength(5)] public IReadOnlyList<int> WeeksOfMonth { get; init; } = [];
    [MaxLength(31)] public IReadOnlyList<int> DaysOfMonth { get; init; } = [];
    public required TimeOnly Opens { get; init; }
    public required TimeOnly Closes { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }

    /// <summary>The site that has these hours; absent: wherever the service is given.</summary>
    public Guid? SiteId { get; init; }

    /// <summary>How people attend at these hours; absent: in every way of the service.</summary>
    public Delivery? Attending { get; init; }
    [StringLength(500)] public string? Notes { get; init; }

    /// <summary>True where the hours say which days they mean, and nothing that contradicts it.</summary>
    internal bool SaysWhen =>
        (ValidUntil is null || ValidFrom is null || ValidFrom <= ValidUntil)
        && (Interval == 1 || StartsOn is not null)
        && WeeksOfMonth.All(week => week is -1 or (>= 1 and <= 5))
        && DaysOfMonth.All(day => day is >= 1 and <= 31)
        && Every switch
        {
            Recurrence.Week => Days.Count > 0 && WeeksOfMonth.Count == 0 && DaysOfMonth.Count == 0,
            Recurrence.Month => DaysOfMonth.Count > 0
                ? Days.Count == 0 && WeeksOfMonth.Count == 0
                : Days.Count > 0 && WeeksOfMonth.Count > 0,
        };

    /// <summary>Do these hours begin on this day?</summary>
    internal bool FallOn(DateOnly day)
    {
        if (day < (ValidFrom ?? StartsOn ?? DateOnly.MinValue) || day > (ValidUntil ?? DateOnly.MaxValue)) return false;
        if (DaysOfMonth.Count > 0 ? !DaysOfMonth.Contains(day.Day) : !Days.Contains(day.DayOfWeek)) return false;
        if (WeeksOfMonth.Count > 0 && !WeeksOfMonth.Contains(WeekOfMonth(day)) && !(WeeksOfMonth.Contains(-1) && IsLastOfItsKind(day)))
            return false;
        return Interval == 1 || StartsOn is not { } start || Since(start, day) % Interval == 0;
    }

    private int Since(DateOnly start, DateOnly day) => Every switch
    {
        Recurrence.Week => (MondayOf(day).DayNumber - MondayOf(start).DayNumber) / 7,
        Recurrence.Month => ((day.Year - start.Year) * 12) + day.Month - start.Month,
    };

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static int WeekOfMonth(DateOnly day) => ((day.Day - 1) / 7) + 1;

    private static bool IsLastOfItsKind(DateOnly day) => day.Day + 7 > DateTime.DaysInMonth(day.Year, day.Month);
}

/// <summary>What recurs.</summary>
public enum Recurrence
{
    /// <summary>By the week.</summary>
    Week,

    /// <summary>By the month.</summary>
    Month,
}

/// <summary>Days on which the hours are others than usual. Without hours the service is closed on them.</summary>
public sealed record OpeningException
{
    public required DateOnly From { get; init; }

    /// <summary>The last day; absent: one day only.</summary>
    public DateOnly? Until { get; init; }
    public TimeOnly? Opens { get; init; }
    public TimeOnly? Closes { get; init; }

    /// <summary>The site that it concerns; absent: all.</summary>
    public Guid? SiteId { get; init; }
    [StringLength(200)] public string? Reason { get; init; }

    internal bool SaysWhen => From <= (Until ?? From) && Opens is null == Closes is null;

    internal bool Covers(DateOnly day) => From <= day && day <= (Until ?? From);
}

/// <summary>What bank holidays mean for a service's hours, unless an exception of the day says otherwise.</summary>
public enum BankHolidayRule
{
    /// <summary>Closed on them.</summary>
    Closed,

    /// <summary>The hours of the day of the week hold.</summary>
    AsUsual,
}
