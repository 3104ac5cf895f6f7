using System.Globalization;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>A time as people say it: <c>Thursday 3 December at 2.15pm</c>, by London's clocks.</summary>
internal static class PlainTime
{
    public static string DayOf(DateTimeOffset instant) =>
        LondonTime.ToLondon(instant).ToString("dddd d MMMM", CultureInfo.InvariantCulture);

    public static string DateOf(DateTimeOffset instant) =>
        LondonTime.ToLondon(instant).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Of(DateTimeOffset instant) => $"{DayOf(instant)} at {ClockOf(instant)}";

    private static string ClockOf(DateTimeOffset instant)
    {
        var london = LondonTime.ToLondon(instant);
        var clock = (london.Hour, london.Minute) switch
        {
            (0, 0) => "midnight",
            (12, 0) => "midday",
            (_, 0) => london.ToString("%h", CultureInfo.InvariantCulture) + HalfOf(london),
            _ => london.ToString("h.mm", CultureInfo.InvariantCulture) + HalfOf(london),
        };
        if (!LondonTime.Zone.IsAmbiguousTime(london.DateTime)) return clock;

        // In the night in which the clocks go back this time comes twice.
        return clock + (london.Offset > TimeSpan.Zero ? " (before the clocks go back)" : " (after the clocks go back)");
    }

    private static string HalfOf(DateTimeOffset london) => london.Hour < 12 ? "am" : "pm";
}
