namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>Who makes which visits in which order and when, and what it costs.</summary>
/// <remarks>
/// <c>Routes</c>: One a carer, in the problem's order; empty where a carer stays.
/// <c>Unassigned</c>: Visits that nobody makes (indices), because no carer has the skills or the limits leave no room.
/// </remarks>
internal sealed record RoundPlan(IReadOnlyList<IReadOnlyList<RoundStop>> Routes, IReadOnlyList<int> Unassigned, RoundCost Cost);

/// <summary>One half of a visit on a carer's route.</summary>
/// <remarks>
/// <c>Visit</c>: Index of the visit in the problem.
/// <c>IsSecond</c>: Whether it is the second carer's half.
/// <c>Start</c>: When the care begins; the carer may have waited before.
/// </remarks>
internal readonly record struct RoundStop(int Visit, bool IsSecond, int Start, int End);

/// <summary>A plan's cost in its parts, in thousandths of a minute.</summary>
/// <remarks><c>Weighted</c>: The weighted sum of all parts, unfamiliarity and unassigned visits included.</remarks>
internal readonly record struct RoundCost(long Travel, long Lateness, long LargestLateness, long Unfamiliarity, int UnassignedHalves, long Weighted)
{
    /// <summary>A third of the weighted sum, in minutes: with the usual weights (distance + total + largest lateness) / 3.</summary>
    public double Minutes => Weighted / (3.0 * RoundProblem.Minute);
}
