namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>One day's visits and the carers who may make them: the home health care routing and scheduling problem.</summary>
/// <remarks>
/// Every time and distance is a whole number of thousandths of a minute, so that sums are exact and a run can be repeated on any
/// machine. With the weights as they are and no limits of the carers it is the problem of Mankowska, Meisel and Bierwirth (2014).
/// </remarks>
internal sealed record RoundProblem(
    IReadOnlyList<RoundVisit> Visits, IReadOnlyList<RoundCarer> Carers, TravelTimes Travel, RoundWeights Weights)
{
    /// <summary>Units of time in a minute.</summary>
    public const int Minute = 1000;

    /// <summary>The greatest time or duration that the search takes: it adds a few of them in 32 bits.</summary>
    public const int TimeMax = 400_000_000;
}

/// <summary>Who is visited, where and within which window; by one carer or by two whose starts hang together.</summary>
/// <remarks>
/// <c>Location</c>: A row of <see cref="RoundProblem.Travel"/>.
/// <c>WindowStart</c>: No care begins before it: who comes early waits.
/// <c>WindowEnd</c>: Care that begins after it is late; its end may lie after it.
/// <c>Second</c>: What the second carer does; null where one carer is enough.
/// <c>GapMin</c>: Least time from the first start to the second; only for <see cref="Pairing.Sequential"/>.
/// <c>GapMax</c>: Most time from the first start to the second.
/// </remarks>
internal sealed record RoundVisit(
    string Id, int Location, int WindowStart, int WindowEnd, RoundTask First,
    RoundTask? Second = null, Pairing Pairing = Pairing.None, int GapMin = 0, int GapMax = 0);

/// <summary>How the two halves of a visit hang together. They are always two people's.</summary>
internal enum Pairing
{
    /// <summary>One carer is enough.</summary>
    None,

    /// <summary>Both carers begin in the same moment.</summary>
    Simultaneous,

    /// <summary>The second begins at least one gap and at most another after the first.</summary>
    Sequential,
}

/// <summary>What one carer does at a visit.</summary>
/// <remarks><c>Skills</c>: The carer must have all of them.</remarks>
internal sealed record RoundTask(IReadOnlyList<string> Skills, int Duration)
{
    /// <summary>The one carer who may do it (an index into the problem's carers); null: anybody with the skills.</summary>
    public int? PinnedTo { get; init; }

    /// <summary>When it begins, neither before nor after; null: the search decides.</summary>
    public int? LockedStart { get; init; }

    /// <summary>What it costs that a carer does it who knows the person less well, by carer; null: all are alike.</summary>
    public IReadOnlyList<int>? Unfamiliarity { get; init; }
}

/// <summary>Somebody who makes visits between two moments, from one place to another.</summary>
/// <remarks>
/// <c>ShiftStart</c>: When they set out at the earliest.
/// <c>ShiftEnd</c>: When they must have arrived at <c>EndLocation</c>; never exceeded.
/// </remarks>
internal sealed record RoundCarer(
    string Id, IReadOnlyCollection<string> Skills, int StartLocation = 0, int EndLocation = 0,
    int ShiftStart = 0, int ShiftEnd = RoundProblem.TimeMax);

/// <summary>What a plan's parts cost. The cost is the weighted sum over three, as published.</summary>
/// <remarks><c>Unassigned</c>: For each half of a visit that nobody makes, in thousandths of a minute: far above what any detour costs.</remarks>
internal sealed record RoundWeights(
    int Travel = 1, int Lateness = 1, int LargestLateness = 1, long Unassigned = 100_000L * RoundProblem.Minute);

/// <summary>Travel time, and thereby distance, from each location to each other; it need not be the same both ways.</summary>
internal sealed record TravelTimes(int Locations, int[] FromTo)
{
    public int this[int from, int to] => FromTo[(from * Locations) + to];
}
