using System.Globalization;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>A time in an address. One without an offset would mean another instant on another machine, so it is not read.</summary>
public readonly record struct OffsetTime(DateTimeOffset Value) : IParsable<OffsetTime>
{
    public static OffsetTime Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var time) ? time : throw new FormatException("Times are ISO 8601 with an offset.");

    public static bool TryParse(string? s, IFormatProvider? provider, out OffsetTime result)
    {
        var afterDate = s?.IndexOf('T', StringComparison.Ordinal) ?? -1;
        var hasOffset = afterDate > 0 && s.AsSpan(afterDate).IndexOfAny('Z', '+', '-') >= 0;
        var read = DateTimeOffset.TryParse(s, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time);
        result = new(time);
        return hasOffset && read;
    }
}
