namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>How long to search. With <see cref="Iterations"/> alone the same seed gives the same plan on every machine.</summary>
/// <remarks>
/// <c>TimeLimit</c>: When to stop at the latest; null: only the iterations count.
/// <c>Iterations</c>: Steps of each search; null: only the time counts.
/// <c>Searches</c>: How many searches run at once, on a core each. Another number gives another plan.
/// </remarks>
internal sealed record RoundBudget(TimeSpan? TimeLimit, long? Iterations = null, ulong Seed = 1, int Searches = 2);

/// <summary>How far a run is. <c>BestCost</c> is in minutes, as <see cref="RoundCost.Minutes"/>.</summary>
internal readonly record struct RoundProgress(long Iterations, double BestCost, TimeSpan Elapsed);

/// <summary>What a run came to.</summary>
/// <remarks><c>Iterations</c>: Steps of all searches together.</remarks>
internal sealed record RoundResult(RoundPlan Plan, long Iterations);

/// <summary>Plans rounds: several searches anneal at once and hand the best plan on at fixed points of the budget.</summary>
internal static class RoundSolver
{
    /// <summary>The best plan found within the budget, or up to the moment of cancellation: there is always one.</summary>
    /// <remarks>
    /// <c>from</c>: A plan to better; what it leaves out or may not hold any more is put in anew. Null: from nothing.
    /// <c>report</c>: Told four times a second at most, never by two threads at once.
    /// </remarks>
    public static RoundResult Solve(
        RoundProblem problem, RoundBudget budget, RoundPlan? from, Action<RoundProgress>? report, CancellationToken cancellationToken)
    {
        var model = new RoundModel(problem);
        var routes = new RoundRoutes(model);
        Begin(routes, from);
        if (problem.Visits.Count == 0) return new(routes.Plan(), 0);
        var best = new RoundRoutes.Snapshot(model);
        routes.CopyTo(best);
        var run = new RoundRun(model, budget, report, cancellationToken);
        run.Improve(best);
        if (!routes.Load(best)) throw new InvalidOperationException("The best plan does not hold its limits.");
        RoundConstruction.Complete(routes);
        return new(routes.Plan(), run.Iterations);
    }

    /// <summary>The plan that a search begins from: what somebody careful would write down in one go. The yardstick of a search.</summary>
    public static RoundPlan Greedy(RoundProblem problem)
    {
        var routes = new RoundRoutes(new(problem));
        RoundConstruction.Fill(routes);
        return routes.Plan();
    }

    private static void Begin(RoundRoutes routes, RoundPlan? from)
    {
        if (from is null)
        {
            RoundConstruction.Fill(routes);
            return;
        }

        routes.Load(PlanOrder.Of(routes.Model, from));
        routes.Renumber();
        RoundConstruction.Complete(routes);
    }
}
