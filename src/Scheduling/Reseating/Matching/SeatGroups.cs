using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Reseating.Matching;

/// <summary>A seat of somebody, by position.</summary>
internal readonly record struct SeatAt(int Sitter, int Choice);

/// <summary>Which seats lie over each other on one resource, and who thereby has to do with whom.</summary>
internal static class SeatGroups
{
    /// <summary>Sitters by position, those together whose seats could ever be in each other's way.</summary>
    public static List<List<int>> Of(IReadOnlyList<Sitter> sitters)
    {
        var leader = Enumerable.Range(0, sitters.Count).ToArray();
        foreach (var cluster in Clusters(sitters))
        {
            foreach (var seat in cluster.Seats.Skip(1)) leader[Find(seat.Sitter)] = Find(cluster.Seats[0].Sitter);
        }

        return [.. Enumerable.Range(0, sitters.Count).GroupBy(Find).Select(g => g.ToList())];

        int Find(int i)
        {
            while (leader[i] != i) i = leader[i] = leader[leader[i]];
            return i;
        }
    }

    /// <summary>Seats of one resource that hang together by overlapping; several sitters' each.</summary>
    public static IEnumerable<SeatCluster> Clusters(IReadOnlyList<Sitter> sitters)
    {
        var byResource = new Dictionary<ResourceId, List<(Interval Span, SeatAt At)>>();
        for (var s = 0; s < sitters.Count; s++)
        {
            for (var c = 0; c < sitters[s].Choices.Count; c++)
            {
                var seat = sitters[s].Choices[c];
                foreach (var resource in seat.Resources)
                {
                    if (!byResource.TryGetValue(resource, out var list)) byResource[resource] = list = [];
                    list.Add((seat.Span, new(s, c)));
                }
            }
        }

        return byResource.Values.SelectMany(Along).Where(c => c.Seats.Exists(s => s.Sitter != c.Seats[0].Sitter));
    }

    private static IEnumerable<SeatCluster> Along(List<(Interval Span, SeatAt At)> seats)
    {
        seats.Sort(static (a, b) => a.Span.Start.CompareTo(b.Span.Start));
        for (var first = 0; first < seats.Count;)
        {
            var (next, reach, soonest) = (first, seats[first].Span.End, seats[first].Span.End);
            for (; next < seats.Count && seats[next].Span.Start < reach; next++)
            {
                if (seats[next].Span.End > reach) reach = seats[next].Span.End;
                if (seats[next].Span.End < soonest) soonest = seats[next].Span.End;
            }

            yield return new([.. seats[first..next].Select(s => s.At)], seats[next - 1].Span.Start < soonest);
            first = next;
        }
    }
}

/// <summary>Seats that hang together; where all overlap each other, one of them is all that can be had.</summary>
internal sealed record SeatCluster(List<SeatAt> Seats, bool AllOverlap);
