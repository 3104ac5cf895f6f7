using IntegratedCare.Scheduling.Reseating.Matching;
using IntegratedCare.Scheduling.Tests.Reseating;

namespace IntegratedCare.Benchmarks.Reseating;

/// <summary>Changes of patterns a second, and how many bookings they seat, by matching and by greedy on the same cases.</summary>
internal static class SeatingSpeed
{
    private const int Cases = 1_000;

    public static void Measure()
    {
        var cases = Enumerable.Range(0, Cases).Select(seed => PatternChange.Of(seed).Problem).ToList();
        var (ours, greedy, better) = (0, 0, 0);
        foreach (var change in cases)
        {
            var (matched, taken) = (Orphans(change.Sitters, SeatMatching.Solve), Orphans(change.Sitters, GreedySeating.Solve));
            if (matched < taken) throw new InvalidOperationException("Greedy seats more.");
            (ours, greedy, better) = (ours + matched, greedy + taken, better + (matched > taken ? 1 : 0));
        }

        Console.WriteLine(
            $"reseating: {Cases:N0} changes of patterns orphan {cases.Sum(c => c.Orphans.Count):N0} bookings; seats by matching {ours:N0}, by greedy {greedy:N0}; more in {better:N0} cases");
        Rounds.Compare(
            "reseating: matching", "cases", Cases, () => cases.ForEach(c => SeatMatching.Solve(c.Sitters)),
            "greedy", () => cases.ForEach(c => GreedySeating.Solve(c.Sitters)));
    }

    private static int Orphans(IReadOnlyList<Sitter> sitters, Func<IReadOnlyList<Sitter>, Seating> solve)
    {
        var seating = solve(sitters);
        return sitters.Where((s, i) => !s.Stands && seating.Chosen[i] >= 0).Count();
    }
}
