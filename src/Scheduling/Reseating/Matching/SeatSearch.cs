namespace IntegratedCare.Scheduling.Reseating.Matching;

/// <summary>Looks through all seatings of a small group, leaving out what cannot be better than the best so far. A large group ends at the limit with that.</summary>
internal sealed class SeatSearch
{
    private const int NodesMax = 50_000;
    private readonly IReadOnlyList<Sitter> sitters;
    private readonly int[] order;
    private readonly int[][] byCost;
    private readonly long[] cheapestFrom;   // from this place in the order on, were nobody in anybody's way
    private readonly SeatPlan plan;
    private Seating best;
    private int nodes;

    public SeatSearch(IReadOnlyList<Sitter> sitters, Seating known)
    {
        (this.sitters, best, plan) = (sitters, known, new(sitters));
        order = [.. Enumerable.Range(0, sitters.Count).OrderBy(s => sitters[s].Choices.Count)];
        byCost = [.. sitters.Select(s => Enumerable.Range(0, s.Choices.Count).OrderBy(c => s.Choices[c].Cost).ToArray())];
        cheapestFrom = new long[order.Length + 1];
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var choices = byCost[order[i]];
            cheapestFrom[i] = cheapestFrom[i + 1] + (choices.Length == 0 ? 0 : sitters[order[i]].Choices[choices[0]].Cost);
        }
    }

    public Seating Run()
    {
        From(0, 0, 0);
        return best;
    }

    private void From(int place, int seated, long cost)
    {
        if (nodes++ >= NodesMax || seated + order.Length - place < best.Seated) return;
        if (seated + order.Length - place == best.Seated && cost + cheapestFrom[place] >= best.Cost) return;
        if (place == order.Length)
        {
            best = plan.Seating;
            return;
        }

        var sitter = order[place];
        foreach (var choice in byCost[sitter])
        {
            var seat = sitters[sitter].Choices[choice];
            if (!plan.IsFree(seat, sitter)) continue;
            plan.Take(sitter, choice);
            From(place + 1, seated + 1, cost + seat.Cost);
            plan.Leave(sitter);
            if (nodes >= NodesMax) return;
        }

        if (!sitters[sitter].Stands) From(place + 1, seated, cost);
    }
}
