using System.Globalization;
using System.Text.Json;
using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Imports;

/// <summary>Open Referral's schedules as opening hours. One that does not say when it is says nothing.</summary>
internal static class OpenHours
{
    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    public static IEnumerable<OpeningHours> Of(JsonElement schedule, Guid? site)
    {
        if (schedule.Time("opens_at") is not { } opens || schedule.Time("closes_at") is not { } closes) return [];

        var hours = new OpeningHours
        {
            Opens = opens, Closes = closes, StartsOn = schedule.Date("dtstart"), ValidFrom = schedule.Date("valid_from"),
            ValidUntil = schedule.Date("valid_to") ?? schedule.Date("until"), Interval = schedule.Whole("interval") is { } n and > 1 ? n : 1, SiteId = site,
            Notes = (schedule.Text("notes") ?? schedule.Text("description")).Fit(500),
        };
        return Recurring(schedule, hours).Where(one => one.SaysWhen && one.Interval <= OpeningHours.IntervalMax);
    }

    private static IEnumerable<OpeningHours> Recurring(JsonElement schedule, OpeningHours hours)
    {
        var monthDays = Split(schedule.Text("bymonthday")).Select(day => int.TryParse(day, out var number) ? number : 0)
            .Where(day => day is >= 1 and <= 31).Distinct().ToList();
        var days = Split(schedule.Text("byday")).Select(ReadDay).OfType<(int Week, DayOfWeek Day)>().Distinct().ToList();
        var isMonthly = string.Equals(schedule.Text("freq"), "MONTHLY", StringComparison.OrdinalIgnoreCase);
        if (isMonthly && monthDays.Count > 0) return [hours with { Every = Recurrence.Month, DaysOfMonth = monthDays }];
        if (days.Count == 0) return [];
        if (!isMonthly) return [hours with { Days = [.. days.Select(d => d.Day).Distinct()] }];

        return days.Where(d => d.Week is -1 or (>= 1 and <= 5)).GroupBy(d => d.Day, d => d.Week)
            .GroupBy(day => string.Join(',', day.Order()), day => (day.Key, Weeks: day.Order().ToList()))
            .Select(alike => hours with { Every = Recurrence.Month, Days = [.. alike.Select(d => d.Key)], WeeksOfMonth = alike.First().Weeks });
    }

    private static (int Week, DayOfWeek Day)? ReadDay(string text)
    {
        if (text.Length < 2 || Array.IndexOf(Days, text[^2..].ToUpperInvariant()) is not (>= 0 and var day)) return null;
        return (int.TryParse(text[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var week) ? week : 0, (DayOfWeek)day);
    }

    private static string[] Split(string? text) =>
        text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
