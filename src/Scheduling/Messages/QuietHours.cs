using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Scheduling.Messages;

/// <summary>When nobody's telephone should ring for an appointment: from 20:00 to 08:00 by London's clocks.</summary>
internal static class QuietHours
{
    private const int FromHour = 20;
    private const int UntilHour = 8;

    // Who is not told before this much of the morning has passed may have set out.
    private static readonly TimeSpan TooLate = TimeSpan.FromHours(2);

    /// <summary>The end of the quiet hours that it is now; null where it is none.</summary>
    public static DateTimeOffset? EndOf(DateTimeOffset now)
    {
        var london = LondonTime.ToLondon(now);
        if (london.Hour is >= UntilHour and < FromHour) return null;
        var day = DateOnly.FromDateTime(london.DateTime).AddDays(london.Hour >= FromHour ? 1 : 0);
        return LondonTime.ToInstant(day.ToDateTime(new(UntilHour, 0)));
    }

    /// <summary>Until when a text waits; null where it may be sent now.</summary>
    /// <remarks>What would come too late in the morning is sent at once: that an appointment of 8.30am is cancelled is worth being woken for.</remarks>
    public static DateTimeOffset? WaitOf(MessageKind kind, DateTimeOffset startsAt, DateTimeOffset now) =>
        EndOf(now) is { } end && (kind == MessageKind.Reminder || startsAt >= end + TooLate) ? end : null;
}
