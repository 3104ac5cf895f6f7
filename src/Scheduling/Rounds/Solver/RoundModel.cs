namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>A problem laid out for the search: flat arrays, read by every search and changed by none.</summary>
/// <remarks>
/// Half <c>h</c> of visit <c>v</c> is node <c>2v + h</c>. Node <c>2 * Visits + c</c> is where carer <c>c</c> sets out and comes
/// back to: each route is a ring through it.
/// </remarks>
internal sealed class RoundModel
{
    private const int NearMax = 24;

    public readonly RoundProblem Problem;
    public readonly int Visits;
    public readonly int Halves;
    public readonly int Carers;
    public readonly int Nodes;
    public readonly int Locations;
    public readonly int[] Travel;
    public readonly int[] LocationOut;      // by node: where one leaves from
    public readonly int[] LocationIn;       // by node: where one arrives
    public readonly int[] Duration;
    public readonly int[] Earliest;
    public readonly int[] Due;
    public readonly int[] Latest;
    public readonly bool[] Exists;
    public readonly bool[] IsPair;
    public readonly bool[] IsSimultaneous;
    public readonly bool[] IsFixed;         // by visit: pinned or locked, so that no other visit may take its place
    public readonly int[] GapMin;
    public readonly int[] GapMax;
    public readonly int[] ShiftStart;
    public readonly int[] ShiftEnd;
    public readonly bool[] Able;            // half * Carers + carer
    public readonly int[][] AbleCarers;
    public readonly int[]? Unfamiliarity;   // half * Carers + carer; null: nobody minds
    public readonly int[][] Near;           // by half: halves that may stand beside it on a route, nearest first
    public readonly int[] Singles;
    public readonly int[] Pairs;
    public readonly bool HasLimits;
    public readonly RoundWeights Weights;

    public RoundModel(RoundProblem problem)
    {
        Problem = problem;
        (Visits, Carers, Weights) = (problem.Visits.Count, problem.Carers.Count, problem.Weights);
        (Halves, Nodes) = (2 * Visits, (2 * Visits) + Carers);
        (Locations, Travel) = (problem.Travel.Locations, problem.Travel.FromTo);
        (LocationOut, LocationIn, Duration) = (new int[Nodes], new int[Nodes], new int[Nodes]);
        (Earliest, Due, Latest, Exists) = (new int[Halves], new int[Halves], new int[Halves], new bool[Halves]);
        (IsPair, IsSimultaneous, IsFixed) = (new bool[Visits], new bool[Visits], new bool[Visits]);
        (GapMin, GapMax) = (new int[Visits], new int[Visits]);
        (ShiftStart, ShiftEnd) = (new int[Carers], new int[Carers]);
        Able = new bool[Halves * Carers];
        AbleCarers = new int[Halves][];
        if (problem.Visits.Any(visit => visit.First.Unfamiliarity is not null || visit.Second?.Unfamiliarity is not null))
            Unfamiliarity = new int[Halves * Carers];
        for (var carer = 0; carer < Carers; carer++) LayOutCarer(carer);
        for (var visit = 0; visit < Visits; visit++) LayOutVisit(visit);
        Near = [.. Enumerable.Range(0, Halves).Select(NearestTo)];
        Singles = [.. Enumerable.Range(0, Visits).Where(visit => !IsPair[visit])];
        Pairs = [.. Enumerable.Range(0, Visits).Where(visit => IsPair[visit])];
        HasLimits = ShiftEnd.Any(end => end < RoundProblem.TimeMax) || Latest.Any(latest => latest < RoundProblem.TimeMax);
    }

    public int TravelBetween(int from, int to) => Travel[(LocationOut[from] * Locations) + LocationIn[to]];

    private void LayOutCarer(int carer)
    {
        var (one, node) = (Problem.Carers[carer], Halves + carer);
        (LocationOut[node], LocationIn[node]) = (one.StartLocation, one.EndLocation);
        (ShiftStart[carer], ShiftEnd[carer]) = (one.ShiftStart, one.ShiftEnd);
    }

    private void LayOutVisit(int visit)
    {
        var one = Problem.Visits[visit];
        IsPair[visit] = one.Second is not null;
        IsSimultaneous[visit] = one.Pairing == Pairing.Simultaneous;
        (GapMin[visit], GapMax[visit]) = (one.GapMin, one.GapMax);
        LayOutHalf(2 * visit, one, one.First);
        LayOutHalf((2 * visit) + 1, one, one.Second);
    }

    private void LayOutHalf(int half, RoundVisit visit, RoundTask? task)
    {
        (LocationOut[half], LocationIn[half], AbleCarers[half]) = (visit.Location, visit.Location, []);
        if (task is null) return;
        Exists[half] = true;
        IsFixed[half / 2] |= task.PinnedTo is not null || task.LockedStart is not null;
        Duration[half] = task.Duration;
        (Earliest[half], Due[half]) = (task.LockedStart ?? visit.WindowStart, visit.WindowEnd);
        Latest[half] = task.LockedStart ?? RoundProblem.TimeMax;
        for (var carer = 0; carer < Carers; carer++)
        {
            Able[(half * Carers) + carer] = task.PinnedTo is { } pinned
                ? pinned == carer
                : task.Skills.All(Problem.Carers[carer].Skills.Contains);
            if (Unfamiliarity is not null) Unfamiliarity[(half * Carers) + carer] = task.Unfamiliarity?[carer] ?? 0;
        }

        AbleCarers[half] = [.. Enumerable.Range(0, Carers).Where(carer => Able[(half * Carers) + carer])];
    }

    private int[] NearestTo(int half)
    {
        if (!Exists[half]) return [];
        return [.. Enumerable.Range(0, Halves)
            .Where(other => Exists[other] && other / 2 != half / 2 && AbleCarers[half].Any(carer => Able[(other * Carers) + carer]))
            .OrderBy(other => Math.Min(Distance(half, other), Distance(other, half))).ThenBy(other => other)
            .Take(NearMax)];
    }

    // As far as it is to go, a fifth of what one must wait, and what one comes too late.
    private double Distance(int from, int to)
    {
        var travel = (double)TravelBetween(from, to);
        var wait = Math.Max(0, Earliest[to] - Due[from] - Duration[from] - travel);
        var late = Math.Max(0, Earliest[from] + Duration[from] + travel - Due[to]);
        return travel + (0.2 * wait) + late;
    }
}
