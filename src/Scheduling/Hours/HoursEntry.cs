using System.ComponentModel.DataAnnotations;
using System.Globalization;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Hours;

/// <summary>Hours by London's clocks, on a weekday every so many weeks or on the dates of a rule; those that end at or before their start end on the next day.</summary>
/// <remarks><c>rule</c> is an RRULE of RFC 5545, counted from <c>validFrom</c>. Dates left out or added stand before everything else.</remarks>
public sealed record HoursEntry(
    [Required, RegularExpression(HoursEntry.TimePattern)] string From,
    [Required, RegularExpression(HoursEntry.TimePattern)] string Until,
    DayOfWeek? DayOfWeek = null,
    [DiaryDate] DateOnly? ValidFrom = null,
    [DiaryDate] DateOnly? ValidTo = null,
    [Range(1, HoursEntry.WeeksMax)] int? EveryWeeks = null,
    [StringLength(RecurrenceRule.LengthMax)] string? Rule = null,
    [MaxLength(HoursEntry.DatesMax)] IReadOnlyList<DateOnly>? ExceptDates = null,
    [MaxLength(HoursEntry.DatesMax)] IReadOnlyList<DateOnly>? ExtraDates = null,
    OnBankHolidays? OnBankHolidays = null)
{
    internal const string TimeFormat = "HH:mm";
    internal const string TimePattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    internal const int WeeksMax = 26;
    internal const int DatesMax = 100;

    internal static HoursEntry Of(WorkingHours hours) => new(
        TimeOf(hours.From), TimeOf(hours.Until), hours.DayOfWeek, hours.ValidFrom, hours.ValidTo,
        hours.EveryWeeks == 1 ? null : hours.EveryWeeks, hours.Rule,
        hours.ExceptDates.Count == 0 ? null : hours.ExceptDates, hours.ExtraDates.Count == 0 ? null : hours.ExtraDates,
        hours.OnBankHolidays == Scheduling.Hours.OnBankHolidays.Works ? null : hours.OnBankHolidays);

    /// <summary>The hours as they are kept, or the refusal of what no clock or calendar can mean.</summary>
    internal WorkingHours Checked()
    {
        if ((DayOfWeek is null) == (Rule is null) || (Rule is not null && EveryWeeks is not null))
            throw new DomainException(HoursErrors.RepeatUnclear);
        if (ValidFrom is null && (Rule is not null || EveryWeeks > 1)) throw new DomainException(HoursErrors.FirstDateMissing);
        if (Rule is not null && ValidFrom is { } first) RecurrenceRule.Check(Rule, first);

        IReadOnlyList<DateOnly> except = ExceptDates ?? [], extra = ExtraDates ?? [];
        if (except.Concat(extra).Distinct().Count() != except.Count + extra.Count) throw new DomainException(HoursErrors.DateTwice);
        if (except.Concat(extra).Any(d => !DiaryDateAttribute.Holds(d)))
            throw new DomainException(RequestErrors.Invalid, "A date lies outside of what a diary can be kept for.");
        return new()
        {
            DayOfWeek = DayOfWeek,
            From = Time(From),
            Until = Time(Until),
            ValidFrom = ValidFrom,
            ValidTo = ValidTo,
            EveryWeeks = EveryWeeks ?? 1,
            Rule = Rule,
            ExceptDates = [.. except.Order()],
            ExtraDates = [.. extra.Order()],
            OnBankHolidays = OnBankHolidays ?? Scheduling.Hours.OnBankHolidays.Works,
        };
    }

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture);

    private static string TimeOf(TimeOnly time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
