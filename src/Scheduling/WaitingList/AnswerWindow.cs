using IntegratedCare.Scheduling.Bookings;

namespace IntegratedCare.Scheduling.WaitingList;

/// <summary>How long somebody who waits has to answer, and how far ahead a time must lie to be offered at all.</summary>
/// <remarks>The more urgent, the shorter: the next one waits for the answer too. Nobody is offered a time that they could not come to.</remarks>
internal static class AnswerWindow
{
    /// <summary>Times nearer than this are left to those who book directly.</summary>
    public static readonly TimeSpan NoticeMin = TimeSpan.FromHours(4);

    private static readonly TimeSpan BeforeStart = TimeSpan.FromHours(1);

    /// <summary>Until when the time is kept: some hours, and at the latest an hour before it begins.</summary>
    public static DateTimeOffset EndsAt(Priority priority, DateTimeOffset startsAt, DateTimeOffset now)
    {
        var ends = now + priority switch
        {
            Priority.Urgent => TimeSpan.FromHours(4),
            Priority.Soon => TimeSpan.FromHours(24),
            Priority.Routine => TimeSpan.FromHours(48),
        };
        var latest = startsAt - BeforeStart;
        return ends < latest ? ends : latest;
    }
}
