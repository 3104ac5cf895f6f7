using System.Globalization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Scheduling.Hours;

/// <summary>On which dates work repeats, as RFC 5545 writes it (<c>RRULE</c>), counted from a first date.</summary>
/// <remarks>
/// Dates only: which instants the hours of a date are is London's matter, not the rule's. Parts that name weeks of the year or times of day are
/// refused, and so is a rule that names no date for decades: what is let in is worked out in bounded time.
/// </remarks>
internal static class RecurrenceRule
{
    public const int LengthMax = 300;
    private const int CountMax = 2000;
    private const int IntervalMax = 400;
    private const int NamesADateWithinYears = 40;           // 29 February every third year is worked once in twelve
    private const int FruitlessStepsMax = 3_000;            // the days between two 29 Februaries around 2100
    private static readonly string[] Understood =
        ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"];
    private static readonly string[] Frequencies = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

    /// <summary>Refuses what is no rule of dates, or one that never comes.</summary>
    public static void Check(string rule, DateOnly first)
    {
        var parts = rule.Split(';').Select(part => part.Split('=')).ToList();
        if (parts.Any(p => p.Length != 2 || p[1].Length == 0 || !Understood.Contains(p[0])) || parts.DistinctBy(p => p[0]).Count() != parts.Count)
            throw new DomainException(HoursErrors.RuleInvalid, $"A rule has the parts {string.Join(", ", Understood)}, each once and in capitals.");

        var values = parts.ToDictionary(p => p[0], p => p[1]);
        if (!Frequencies.Contains(values.GetValueOrDefault("FREQ")))
            throw new DomainException(HoursErrors.RuleInvalid, $"FREQ is one of {string.Join(", ", Frequencies)}.");
        if (!IsWholeNumber("INTERVAL", IntervalMax) || !IsWholeNumber("COUNT", CountMax))
            throw new DomainException(HoursErrors.RuleInvalid, $"INTERVAL is at most {IntervalMax}, COUNT at most {CountMax}.");
        if (values.GetValueOrDefault("UNTIL") is { } until
            && !DateOnly.TryParseExact(until, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            throw new DomainException(HoursErrors.RuleInvalid, "UNTIL is a date, as in 20271231.");
        if (values.ContainsKey("UNTIL") && values.ContainsKey("COUNT"))
            throw new DomainException(HoursErrors.RuleInvalid, "A rule has UNTIL or COUNT, not both.");

        try
        {
            var last = first.AddYears(NamesADateWithinYears);
            if (Dates(rule, first, first, last, datesMax: 1).Count == 0) throw new DomainException(HoursErrors.RuleNever);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidOperationException or NotSupportedException)
        {
            throw new DomainException(HoursErrors.RuleInvalid, "A part of the rule has a value that RFC 5545 does not give it.");
        }

        bool IsWholeNumber(string part, int max) => !values.TryGetValue(part, out var text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max);
    }

    /// <summary>The dates from one to another, both included, in order. For rules that <see cref="Check"/> let pass.</summary>
    public static List<DateOnly> Dates(string rule, DateOnly first, DateOnly from, DateOnly to, int datesMax = int.MaxValue)
    {
        var recurring = new CalendarEvent { Start = new CalDateTime(first), RecurrenceRule = new RecurrencePattern(rule) };
        var start = from > first ? from : first;
        var occurrences = recurring.GetOccurrences(
            new CalDateTime(start), new EvaluationOptions { MaxUnmatchedIncrementsLimit = FruitlessStepsMax });
        var dates = new List<DateOnly>();
        try
        {
            foreach (var date in occurrences.Select(o => o.Period.StartTime.Date).SkipWhile(date => date < start))
            {
                if (date > to || dates.Count == datesMax) break;
                dates.Add(date);
            }
        }
        catch (EvaluationException)
        {
            // The rule names nothing more for so long that it is not followed any further: as good as its end.
        }

        return dates;
    }
}
