using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Reseating.Matching;

/// <summary>Who has which seat while a solver works, and who would be in the way of a seat.</summary>
internal sealed class SeatPlan
{
    private readonly IReadOnlyList<Sitter> sitters;
    private readonly Dictionary<ResourceId, List<(Interval Span, int Sitter)>> taken = [];
    private readonly int[] chosen;

    public SeatPlan(IReadOnlyList<Sitter> sitters)
    {
        this.sitters = sitters;
        chosen = new int[sitters.Count];
        Array.Fill(chosen, -1);
    }

    public int this[int sitter] => chosen[sitter];

    public Seating Seating => Seating.Of(sitters, [.. chosen]);

    public void Take(int sitter, int choice)
    {
        chosen[sitter] = choice;
        var seat = sitters[sitter].Choices[choice];
        foreach (var resource in seat.Resources)
        {
            if (!taken.TryGetValue(resource, out var list)) taken[resource] = list = [];
            list.Add((seat.Span, sitter));
        }
    }

    public void Leave(int sitter)
    {
        if (chosen[sitter] < 0) return;
        foreach (var resource in sitters[sitter].Choices[chosen[sitter]].Resources) taken[resource].RemoveAll(t => t.Sitter == sitter);
        chosen[sitter] = -1;
    }

    public bool IsFree(Seat seat, int sitter)
    {
        foreach (var resource in seat.Resources)
        {
            if (taken.TryGetValue(resource, out var list) && list.Exists(t => t.Sitter != sitter && t.Span.Overlaps(seat.Span))) return false;
        }

        return true;
    }

    public List<int> InTheWayOf(Seat seat, int sitter)
    {
        var found = new List<int>();
        foreach (var resource in seat.Resources)
        {
            if (!taken.TryGetValue(resource, out var list)) continue;
            foreach (var (span, other) in list)
            {
                if (other != sitter && span.Overlaps(seat.Span) && !found.Contains(other)) found.Add(other);
            }
        }

        return found;
    }
}
