using System.Globalization;

namespace IntegratedCare.Quality.Measures;

/// <summary>When a measure's periods begin and end, by London's calendar.</summary>
internal static class MeasureCalendar
{
    /// <summary>No value lies further back: a mistyped year is found, and a chart has at most some two thousand points.</summary>
    public static readonly DateOnly FirstDay = new(2000, 1, 1);

    public static DateOnly StartOf(this MeasurePeriod period, DateOnly day) => period switch
    {
        MeasurePeriod.Month => new(day.Year, day.Month, 1),
        MeasurePeriod.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
    };

    /// <summary>The beginning of the period after the one that begins at <paramref name="start"/>.</summary>
    public static DateOnly After(this MeasurePeriod period, DateOnly start) => period switch
    {
        MeasurePeriod.Month => start.AddMonths(1),
        MeasurePeriod.Week => start.AddDays(7),
    };

    /// <summary>Whether the period that begins at <paramref name="start"/> lies behind; until then its value is provisional.</summary>
    public static bool IsFinished(this MeasurePeriod period, DateOnly start, DateOnly today) => period.After(start) <= today;

    /// <summary>The last period that lies behind.</summary>
    public static DateOnly LastFinished(this MeasurePeriod period, DateOnly today) =>
        period.StartOf(period.StartOf(today).AddDays(-1));

    /// <summary>A period as people write it: a month as 2026-03, or the date on which the month or week begins; null where it is no such thing.</summary>
    public static DateOnly? Read(this MeasurePeriod period, string text)
    {
        if (period == MeasurePeriod.Month && text.Length == 7) text += "-01";
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && period.StartOf(day) == day ? day : null;
    }
}
