using System.Globalization;
using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Fhir.Resources;
using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.Kernel.Fhir;

namespace IntegratedCare.DirectoryOfServices.Fhir;

/// <summary>Opening hours in FHIR's words: a plain week as <c>availableTime</c>, whatever is not a plain week as text.</summary>
/// <remarks>
/// FHIR's week knows neither every second week nor an end of validity. Hours that run past midnight become two: until the day's last second,
/// and from the next day's first.
/// </remarks>
internal static class Hours
{
    private static readonly TimeOnly LastSecond = new(23, 59, 59);
    private static readonly string[] Codes = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>The plain weekly hours that hold today, days with the same hours together.</summary>
    public static IReadOnlyList<AvailableTime> Week(IEnumerable<OpeningHours> hours, DateOnly today)
    {
        var spans = hours.Where(h => IsPlainWeek(h) && Holds(h, today)).SelectMany(Spans).Distinct();
        var merged = spans.GroupBy(s => s.Day).SelectMany(day => Merge(day.OrderBy(s => s.From)));
        return
        [
            .. merged.GroupBy(s => (s.From, s.Until))
                .OrderBy(g => g.Min(s => Monday(s.Day))).ThenBy(g => g.Key.From)
                .Select(g => Say([.. g.Select(s => s.Day).Distinct().OrderBy(Monday).Select(d => Codes[(int)d])], g.Key.From, g.Key.Until)),
        ];
    }

    /// <summary>The days on which it is closed: exceptions without hours, and bank holidays where they close it.</summary>
    public static IReadOnlyList<NotAvailable> Closed(CareService service, IEnumerable<BankHoliday> holidays, DateOnly today)
    {
        var exceptions = service.OpeningExceptions
            .Where(e => e.Opens is null && e.SiteId is null && (e.Until ?? e.From) >= today)
            .Select(e => new NotAvailable(e.Reason ?? "Closed", new(FhirJson.Date(e.From), FhirJson.Date(e.Until ?? e.From))));
        var closes = service is { OnBankHolidays: BankHolidayRule.Closed, OpeningHours.Count: > 0 };
        return
        [
            .. exceptions,
            .. holidays.Where(h => closes && h.Date >= today && !service.OpeningExceptions.Any(e => e.SiteId is null && e.Covers(h.Date)))
                .Select(h => new NotAvailable(h.Name, new(FhirJson.Date(h.Date), FhirJson.Date(h.Date)))),
        ];
    }

    /// <summary>In words what the week does not say; null where it says all.</summary>
    public static string? Exceptions(CareService service, IReadOnlyDictionary<Guid, string> siteNames, DateOnly today)
    {
        var sentences = service.OpeningHours
            .Where(h => (h.ValidUntil ?? today) >= today && (!IsPlainWeek(h) || !Holds(h, today) || h.SiteId is not null || h.Notes is not null))
            .Select(h => Sentence(h, siteNames))
            .Concat(service.OpeningExceptions
                .Where(e => (e.Until ?? e.From) >= today && (e.Opens is not null || e.SiteId is not null))
                .Select(e => Sentence(e, siteNames)));
        var text = string.Join(" ", sentences);
        return text.Length == 0 ? null : text;
    }

    private static bool IsPlainWeek(OpeningHours hours) => hours is { Every: Recurrence.Week, Interval: 1 };

    private static bool Holds(OpeningHours hours, DateOnly today) =>
        (hours.ValidFrom ?? hours.StartsOn ?? today) <= today && today <= (hours.ValidUntil ?? today);

    private static IEnumerable<Span> Spans(OpeningHours hours)
    {
        foreach (var day in hours.Days)
        {
            if (hours.Opens < hours.Closes)
            {
                yield return new(day, hours.Opens, hours.Closes);
                continue;
            }

            yield return new(day, hours.Opens, LastSecond);
            if (hours.Closes > TimeOnly.MinValue) yield return new((DayOfWeek)(((int)day + 1) % 7), TimeOnly.MinValue, hours.Closes);
        }
    }

    private static IEnumerable<Span> Merge(IEnumerable<Span> ofOneDay)
    {
        Span? open = null;
        foreach (var span in ofOneDay)
        {
            if (open is null) open = span;
            else if (span.From <= open.Until) open = open with { Until = span.Until > open.Until ? span.Until : open.Until };
            else
            {
                yield return open;
                open = span;
            }
        }

        if (open is not null) yield return open;
    }

    private static AvailableTime Say(IReadOnlyList<string> days, TimeOnly from, TimeOnly until) =>
        from == TimeOnly.MinValue && until == LastSecond ? new(days, true, null, null) : new(days, null, Clock(from), Clock(until));

    private static string Sentence(OpeningHours hours, IReadOnlyDictionary<Guid, string> siteNames)
    {
        var days = hours.DaysOfMonth.Count > 0
            ? $"on day {string.Join(", ", hours.DaysOfMonth)} of the month"
            : $"on {string.Join(", ", hours.Days.OrderBy(Monday))}"
                + (hours.WeeksOfMonth.Count > 0 ? $" ({string.Join(", ", hours.WeeksOfMonth.Select(Ordinal))} of the month)" : "");
        var rhythm = (hours.Every, hours.Interval) switch
        {
            (Recurrence.Week, 1) => "",
            (Recurrence.Week, var weeks) => $"every {weeks} weeks from {FhirJson.Date(hours.StartsOn ?? DateOnly.MinValue)} ",
            (Recurrence.Month, 1) => "monthly ",
            (Recurrence.Month, var months) => $"every {months} months from {FhirJson.Date(hours.StartsOn ?? DateOnly.MinValue)} ",
        };
        return $"{Where(hours.SiteId, siteNames)}{rhythm}{days}, {Times(hours.Opens, hours.Closes)}"
            + (hours.ValidFrom is { } from ? $", from {FhirJson.Date(from)}" : "")
            + (hours.ValidUntil is { } until ? $", until {FhirJson.Date(until)}" : "")
            + (hours.Notes is { } notes ? $" ({notes.Trim()})." : ".");
    }

    private static string Sentence(OpeningException exception, IReadOnlyDictionary<Guid, string> siteNames)
    {
        var when = exception.Until is { } until && until != exception.From
            ? $"{FhirJson.Date(exception.From)} to {FhirJson.Date(until)}"
            : FhirJson.Date(exception.From);
        var what = exception is { Opens: { } opens, Closes: { } closes } ? Times(opens, closes) : "closed";
        return $"{Where(exception.SiteId, siteNames)}{when}: {what}" + (exception.Reason is { } reason ? $" ({reason.Trim()})." : ".");
    }

    private static string Where(Guid? site, IReadOnlyDictionary<Guid, string> names) =>
        site is { } id && names.TryGetValue(id, out var name) ? $"{name}: " : "";

    private static string Times(TimeOnly opens, TimeOnly closes) =>
        opens == closes ? "all day" : $"{opens.ToString("HH:mm", CultureInfo.InvariantCulture)} to {closes.ToString("HH:mm", CultureInfo.InvariantCulture)}";

    private static string Ordinal(int week) => week switch { -1 => "last", 1 => "first", 2 => "second", 3 => "third", 4 => "fourth", _ => "fifth" };

    private static string Clock(TimeOnly time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static int Monday(DayOfWeek day) => ((int)day + 6) % 7;

    private sealed record Span(DayOfWeek Day, TimeOnly From, TimeOnly Until);
}
