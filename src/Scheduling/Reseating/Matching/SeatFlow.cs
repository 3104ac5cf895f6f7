namespace IntegratedCare.Scheduling.Reseating.Matching;

/// <summary>The matching of least cost between sitters and seats of which each can be had once: shortest augmenting paths, with prices that keep them short.</summary>
/// <remarks>
/// Every sitter who has lost a seat also has "none" to choose, at a price above all others together. So each augmentation has an end, as many are seated as
/// can be, and who goes without is whom it costs least. Exact: Kuhn and Munkres, in the form of Jonker and Volgenant.
/// </remarks>
internal sealed class SeatFlow
{
    private readonly List<(int Unit, long Cost, int Choice)>[] edges;
    private readonly long[] sitterPrice;
    private readonly long[] unitPrice;
    private readonly int[] sitterOf;    // unit → who has it, -1: nobody
    private readonly int[] unitOf;      // sitter → what they have, -1: nothing yet

    private SeatFlow(List<(int Unit, long Cost, int Choice)>[] edges, int units)
    {
        this.edges = edges;
        (sitterPrice, unitPrice) = (new long[edges.Length], new long[units]);
        (sitterOf, unitOf) = (new int[units], new int[edges.Length]);
        Array.Fill(sitterOf, -1);
        Array.Fill(unitOf, -1);
    }

    /// <summary>The best seating; null where some seat lies over two that do not lie over each other, so that it is no matching.</summary>
    public static Seating? TrySolve(IReadOnlyList<Sitter> sitters)
    {
        if (Units(sitters) is not { } units) return null;
        var count = units.Values.DefaultIfEmpty(-1).Max() + 1;
        var edges = new List<(int Unit, long Cost, int Choice)>[sitters.Count];
        for (var s = 0; s < sitters.Count; s++)
        {
            var best = new Dictionary<int, (int Unit, long Cost, int Choice)>();
            for (var c = 0; c < sitters[s].Choices.Count; c++)
            {
                var unit = units.TryGetValue(new(s, c), out var shared) ? shared : count++;
                var cost = sitters[s].Choices[c].Cost;
                if (!best.TryGetValue(unit, out var known) || cost < known.Cost) best[unit] = (unit, cost, c);
            }

            edges[s] = [.. best.Values];
            if (!sitters[s].Stands) edges[s].Add((count++, SeatCost.Unseated, -1));
        }

        return Seating.Of(sitters, new SeatFlow(edges, count).Match(sitters));
    }

    // Where no two clusters share a part of their seats, each is one thing to be had.
    private static Dictionary<SeatAt, int>? Units(IReadOnlyList<Sitter> sitters)
    {
        var (units, seatsOf) = (new Dictionary<SeatAt, int>(), new List<List<SeatAt>>());
        foreach (var cluster in SeatGroups.Clusters(sitters))
        {
            if (!cluster.AllOverlap) return null;
            var known = cluster.Seats.Where(units.ContainsKey).Select(s => units[s]).Distinct().ToList();
            if (known.Count > 0)
            {
                if (known.Count > 1 || seatsOf[known[0]].Count != cluster.Seats.Count || !cluster.Seats.TrueForAll(units.ContainsKey)) return null;
                continue;
            }

            foreach (var seat in cluster.Seats) units[seat] = seatsOf.Count;
            seatsOf.Add(cluster.Seats);
        }

        return units;
    }

    private int[] Match(IReadOnlyList<Sitter> sitters)
    {
        for (var s = 0; s < sitters.Count; s++)
        {
            if (!sitters[s].Stands) continue;
            var standing = edges[s].Find(e => e.Choice == 0);
            (unitOf[s], sitterOf[standing.Unit]) = (standing.Unit, s);
        }

        for (var s = 0; s < sitters.Count; s++)
        {
            if (unitOf[s] < 0) Augment(s);
        }

        return [.. Enumerable.Range(0, sitters.Count).Select(s => edges[s].Find(e => e.Unit == unitOf[s]).Choice)];
    }

    private void Augment(int source)
    {
        var (distance, from, done) = (new Dictionary<int, long>(), new Dictionary<int, int>(), new List<int>());
        var (reached, queue) = (new HashSet<int>(), new PriorityQueue<int, (long, int)>());
        var (sitter, lowest, end) = (source, 0L, -1);
        while (end < 0)
        {
            foreach (var (unit, cost, _) in edges[sitter])
            {
                if (reached.Contains(unit)) continue;
                var length = lowest + cost - sitterPrice[sitter] - unitPrice[unit];
                if (distance.TryGetValue(unit, out var known) && known <= length) continue;
                (distance[unit], from[unit]) = (length, sitter);
                queue.Enqueue(unit, (length, unit));
            }

            int next;
            do next = queue.Dequeue();
            while (!reached.Add(next));
            lowest = distance[next];
            done.Add(next);
            if (sitterOf[next] < 0) end = next;
            else sitter = sitterOf[next];
        }

        sitterPrice[source] += lowest;
        foreach (var unit in done)
        {
            if (sitterOf[unit] is >= 0 and var holder) sitterPrice[holder] += lowest - distance[unit];
            unitPrice[unit] -= lowest - distance[unit];
        }

        for (var unit = end; ;)
        {
            var taker = from[unit];
            var left = unitOf[taker];
            (sitterOf[unit], unitOf[taker]) = (taker, unit);
            if (taker == source) return;
            unit = left;
        }
    }
}
