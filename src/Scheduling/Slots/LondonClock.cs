using System.Collections.Concurrent;
using IntegratedCare.Kernel.Time;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>Which instants London's clocks show as a stretch of civil time.</summary>
/// <remarks>
/// The answer is a set of instants: the hour that spring leaves out has none, the hour that autumn doubles has both of its passes, and every
/// instant is in it once. Around one stretch the clocks change at most once.
/// </remarks>
internal static class LondonClock
{
    private static readonly ConcurrentDictionary<int, TimeSpan?> OffsetsAround = new();

    public static IEnumerable<Interval> Between(DateTime fromLondon, DateTime untilLondon)
    {
        if (OffsetAround(DateOnly.FromDateTime(fromLondon)) is { } offset) return [Instants(fromLondon, untilLondon, offset)];

        var early = new DateTimeOffset(fromLondon, TimeSpan.Zero).AddDays(-1);
        var late = new DateTimeOffset(untilLondon, TimeSpan.Zero).AddDays(1);
        var (before, after) = (LondonTime.Zone.GetUtcOffset(early), LondonTime.Zone.GetUtcOffset(late));
        var (first, second) = (Instants(fromLondon, untilLondon, before), Instants(fromLondon, untilLondon, after));
        if (before == after) return [first];

        var change = ChangeBetween(early, late, after);
        first = first with { End = Earlier(first.End, change) };
        second = second with { Start = Later(second.Start, change) };
        if (first.Start < first.End && first.End == second.Start && second.Start < second.End)
            return [first with { End = second.End }];
        return new[] { first, second }.Where(i => i.Start < i.End);
    }

    // Searches ask for the same few weeks over and over. At most one entry a day of two centuries.
    private static TimeSpan? OffsetAround(DateOnly date) => OffsetsAround.GetOrAdd(date.DayNumber, static day =>
    {
        var noon = new DateTimeOffset(DateOnly.FromDayNumber(day).ToDateTime(new(12, 0)), TimeSpan.Zero);
        var (before, after) = (LondonTime.Zone.GetUtcOffset(noon.AddDays(-3)), LondonTime.Zone.GetUtcOffset(noon.AddDays(3)));
        return before == after ? before : null;
    });

    private static Interval Instants(DateTime fromLondon, DateTime untilLondon, TimeSpan offset) =>
        new(new DateTimeOffset(fromLondon, offset).ToUniversalTime(), new DateTimeOffset(untilLondon, offset).ToUniversalTime());

    // Clocks change on a whole minute, so a search by minutes ends on the change itself.
    private static DateTimeOffset ChangeBetween(DateTimeOffset early, DateTimeOffset late, TimeSpan after)
    {
        var (unchangedMinutes, changedMinutes) = (0L, (long)(late - early).TotalMinutes);
        while (changedMinutes - unchangedMinutes > 1)
        {
            var middle = (unchangedMinutes + changedMinutes) / 2;
            if (LondonTime.Zone.GetUtcOffset(early.AddMinutes(middle)) == after) changedMinutes = middle;
            else unchangedMinutes = middle;
        }

        return early.AddMinutes(changedMinutes);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
