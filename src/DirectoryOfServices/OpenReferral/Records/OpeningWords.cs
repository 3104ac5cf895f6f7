using System.Globalization;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Records;

/// <summary>Opening hours as a person would say them.</summary>
internal static class OpeningWords
{
    public static string When(OpeningHours hours) => hours.Every switch
    {
        Recurrence.Week => hours.Interval == 1 ? Days(hours.Days) : $"{Days(hours.Days)}, every {hours.Interval} weeks",
        Recurrence.Month when hours.DaysOfMonth.Count > 0 =>
            $"On the {Listed(hours.DaysOfMonth.Order().Select(Ordinal))} of {Months(hours.Interval)}",
        Recurrence.Month => $"On the {Listed(hours.WeeksOfMonth.Select(Ordinal))} {Days(hours.Days)} of {Months(hours.Interval)}",
    };

    public static string Span(TimeOnly opens, TimeOnly closes) =>
        opens == TimeOnly.MinValue && closes == TimeOnly.MinValue ? "all day" : $"{opens:HH\\:mm} to {closes:HH\\:mm}";

    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Days(IReadOnlyList<DayOfWeek> days)
    {
        var named = OpenSchedule.DaysOfWeek.Where(days.Contains).ToList();
        if (named.Count == 7) return "Every day";

        var first = OpenSchedule.DaysOfWeek.ToList().IndexOf(named[0]);
        return named.Count > 2 && named.SequenceEqual(OpenSchedule.DaysOfWeek.Skip(first).Take(named.Count))
            ? $"{named[0]} to {named[^1]}"
            : Listed(named.Select(day => $"{day}"));
    }

    private static string Months(int interval) => interval == 1 ? "the month" : $"every {Ordinal(interval)} month";

    private static string Ordinal(int number) => number switch
    {
        -1 => "last",
        1 or 21 or 31 => $"{number}st",
        2 or 22 => $"{number}nd",
        3 or 23 => $"{number}rd",
        _ => $"{number}th",
    };

    private static string Listed(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.SkipLast(1))} and {all[^1]}";
    }
}
