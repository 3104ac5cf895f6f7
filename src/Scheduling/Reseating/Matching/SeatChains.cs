namespace IntegratedCare.Scheduling.Reseating.Matching;

/// <summary>Seats who is without by moving those in the way, and those in their way in turn; then lets everybody have better where it is free.</summary>
internal sealed class SeatChains
{
    private const int StepsPerChain = 5_000;
    private const int RoundsMax = 5;
    private readonly IReadOnlyList<Sitter> sitters;
    private readonly int[][] byCost;
    private readonly SeatPlan plan;
    private int steps;

    public SeatChains(IReadOnlyList<Sitter> sitters, Seating start)
    {
        this.sitters = sitters;
        plan = new(sitters);
        byCost = [.. sitters.Select(s => Enumerable.Range(0, s.Choices.Count).OrderBy(c => s.Choices[c].Cost).ToArray())];
        for (var s = 0; s < sitters.Count; s++)
        {
            if (start.Chosen[s] >= 0) plan.Take(s, start.Chosen[s]);
        }
    }

    public Seating Improve()
    {
        for (var (round, moved) = (0, true); round < RoundsMax && moved; round++)
        {
            moved = false;
            for (var s = 0; s < sitters.Count; s++)
            {
                if (plan[s] >= 0) continue;
                steps = StepsPerChain;
                moved |= TrySeat(s, [s]);
            }

            for (var s = 0; s < sitters.Count; s++) moved |= Better(s);
        }

        return plan.Seating;
    }

    private bool TrySeat(int sitter, HashSet<int> onTheWay)
    {
        foreach (var choice in byCost[sitter])
        {
            if (steps-- <= 0) return false;
            var others = plan.InTheWayOf(sitters[sitter].Choices[choice], sitter);
            if (others.Exists(onTheWay.Contains)) continue;
            var before = others.ConvertAll(o => (Sitter: o, Choice: plan[o]));
            foreach (var other in others) plan.Leave(other);
            plan.Take(sitter, choice);
            if (others.Count == 0 || TryReseat(others, onTheWay)) return true;

            plan.Leave(sitter);
            foreach (var (other, had) in before) plan.Take(other, had);
        }

        return false;
    }

    // All of those who were moved must find another seat; else they are where they were, and so is whoever moved for them.
    private bool TryReseat(List<int> others, HashSet<int> onTheWay)
    {
        var known = new int[sitters.Count];
        for (var s = 0; s < sitters.Count; s++) known[s] = plan[s];
        var way = new HashSet<int>(onTheWay);
        way.UnionWith(others);
        if (others.TrueForAll(o => TrySeat(o, way))) return true;
        for (var s = 0; s < sitters.Count; s++)
        {
            if (plan[s] != known[s]) plan.Leave(s);
        }

        for (var s = 0; s < sitters.Count; s++)
        {
            if (plan[s] != known[s]) plan.Take(s, known[s]);
        }

        return false;
    }

    private bool Better(int sitter)
    {
        if (plan[sitter] < 0) return false;
        var has = sitters[sitter].Choices[plan[sitter]].Cost;
        foreach (var choice in byCost[sitter])
        {
            var seat = sitters[sitter].Choices[choice];
            if (seat.Cost >= has) return false;
            if (!plan.IsFree(seat, sitter)) continue;
            plan.Leave(sitter);
            plan.Take(sitter, choice);
            return true;
        }

        return false;
    }
}
