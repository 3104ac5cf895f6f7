using System.Globalization;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>An end of the stretch that slots are sought in: a time with its offset, or a whole London date.</summary>
/// <param name="Begin">The instant, or where the date begins.</param>
/// <param name="End">The instant, or where the date ends.</param>
public readonly record struct DiaryTime(DateTimeOffset Begin, DateTimeOffset End) : IParsable<DiaryTime>
{
    private const int YearMin = 2000;
    private const int YearMax = 2199;

    public static DiaryTime Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var time) ? time : throw new FormatException("An ISO 8601 time with an offset, or an ISO date.");

    public static bool TryParse(string? s, IFormatProvider? provider, out DiaryTime result)
    {
        result = default;
        if (DateOnly.TryParseExact(s, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            if (date.Year is < YearMin or > YearMax) return false;
            result = new(LondonTime.StartOf(date), LondonTime.StartOf(date.AddDays(1)));
            return true;
        }

        // A "+" that was not escaped arrives as a space; after the time of day it can mean nothing else.
        var afterDate = s?.IndexOf('T', StringComparison.Ordinal) ?? -1;
        if (s is null || afterDate < 0) return false;
        var clock = s[afterDate..].Replace(' ', '+');
        if (clock.AsSpan().IndexOfAny('Z', '+', '-') < 0
            || !DateTimeOffset.TryParse(s[..afterDate] + clock, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            || time.Year is < YearMin or > YearMax)
        {
            return false;
        }

        result = new(time, time);
        return true;
    }
}
