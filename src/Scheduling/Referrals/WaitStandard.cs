using IntegratedCare.Scheduling.Bookings;

namespace IntegratedCare.Scheduling.Referrals;

/// <summary>How soon somebody acts on a referral of a priority, and how long the person may wait to be seen.</summary>
/// <remarks>
/// A place says its own. Until it does: urgent, a day to act and two to be seen; soon, three days and a fortnight; routine, a week and the eighteen weeks of
/// the NHS Constitution. Hours and days are of the clock, weekends counted: a person waits on Sundays too.
/// </remarks>
internal sealed class WaitStandard
{
    public required Priority Priority { get; init; }
    public required int ActWithinHours { get; set; }
    public required int SeenWithinDays { get; set; }

    public static WaitStandard DefaultOf(Priority priority) => priority switch
    {
        Priority.Urgent => new() { Priority = priority, ActWithinHours = 24, SeenWithinDays = 2 },
        Priority.Soon => new() { Priority = priority, ActWithinHours = 72, SeenWithinDays = 14 },
        Priority.Routine => new() { Priority = priority, ActWithinHours = 168, SeenWithinDays = 126 },
    };

    public DateTimeOffset ActBy(DateTimeOffset from) => from.AddHours(ActWithinHours);

    public DateTimeOffset DueBy(DateTimeOffset received) => received.AddDays(SeenWithinDays);
}
