namespace IntegratedCare.Scheduling.Reseating.Matching;

/// <summary>Seats as many bookings as can be, and of all ways to do so takes the one that changes least for people.</summary>
/// <remarks>
/// Bookings that can never be in each other's way are solved apart. Where seats are alike, so that each either is another's or has nothing to do with it, the
/// answer is a matching of least cost and provably the best (<see cref="SeatFlow"/>). Where they overlap crosswise (other lengths, several resources) that is
/// a hard problem: small ones are searched through, larger ones are improved by chains of moves, and never is the answer worse than greedy's.
/// </remarks>
internal static class SeatMatching
{
    public static Seating Solve(IReadOnlyList<Sitter> sitters)
    {
        if (sitters.Count > SeatCost.SittersMax) throw new ArgumentOutOfRangeException(nameof(sitters), "More than a sum of costs has room for.");
        var chosen = new int[sitters.Count];
        foreach (var group in SeatGroups.Of(sitters))
        {
            var some = group.Select(i => sitters[i]).ToList();
            var best = Best(some);
            for (var i = 0; i < group.Count; i++) chosen[group[i]] = best.Chosen[i];
        }

        return Seating.Of(sitters, chosen);
    }

    private static Seating Best(List<Sitter> sitters)
    {
        if (SeatFlow.TrySolve(sitters) is { } matched) return matched;
        var best = GreedySeating.Solve(sitters);
        foreach (var start in new[] { best, GreedySeating.Standing(sitters) })
        {
            var improved = new SeatChains(sitters, start).Improve();
            if (improved.IsBetterThan(best)) best = improved;
        }

        return new SeatSearch(sitters, best).Run();
    }
}
