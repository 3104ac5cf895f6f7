using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Reseating.Matching;

/// <summary>A time and all that one appointment takes of it; two seats that share a resource at one time cannot both be had.</summary>
/// <remarks><c>Cost</c> is what the change is to the person: see <see cref="SeatCost"/>.</remarks>
internal sealed record Seat(IReadOnlyList<ResourceId> Resources, Interval Span, long Cost)
{
    public bool ConflictsWith(Seat other) => Span.Overlaps(other.Span) && Resources.Any(other.Resources.Contains);
}

/// <summary>A booking that may be moved, and the seats that it may have.</summary>
/// <remarks>One that stands keeps a seat whatever happens: its first choice is where it sits now. The others have lost theirs.</remarks>
internal sealed record Sitter(bool Stands, IReadOnlyList<Seat> Choices);

/// <summary>What a move costs, in steps of which no number of a lesser one outweighs a greater.</summary>
/// <remarks>Room for 2,048 bookings in one sum: each step is larger than so many of the step before it.</remarks>
internal static class SeatCost
{
    public const int SittersMax = 2048;
    public const int MinutesMax = 65_535;

    /// <summary>More than every sitter's greatest cost together, so that nobody is left without a seat to spare others a change.</summary>
    public const long Unseated = 1L << 51;

    private const long OtherMember = 1L << 28;
    private const long OtherTimeOrPlace = 1L << 39;
    private const int OtherThingMinutes = 30;

    public static long Of(bool timeOrPlaceChanges, bool memberChanges, bool thingsChange, TimeSpan shift) =>
        (timeOrPlaceChanges ? OtherTimeOrPlace : 0) + (memberChanges ? OtherMember : 0)
        + Math.Min(MinutesMax, (long)shift.Duration().TotalMinutes) + (thingsChange ? OtherThingMinutes : 0);
}

/// <summary>Who has which of their choices; -1: none.</summary>
internal sealed record Seating(int[] Chosen, int Seated, long Cost)
{
    public static Seating Of(IReadOnlyList<Sitter> sitters, int[] chosen)
    {
        var (seated, cost) = (0, 0L);
        for (var i = 0; i < chosen.Length; i++)
        {
            if (chosen[i] < 0) continue;
            seated++;
            cost += sitters[i].Choices[chosen[i]].Cost;
        }

        return new(chosen, seated, cost);
    }

    /// <summary>More are seated, or as many at less change.</summary>
    public bool IsBetterThan(Seating other) => Seated > other.Seated || (Seated == other.Seated && Cost < other.Cost);
}
