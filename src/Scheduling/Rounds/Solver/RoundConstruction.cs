namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>A first plan as a careful person would write it: visits by the end of their windows, each to whom it costs least just then.</summary>
internal static class RoundConstruction
{
    /// <summary>Fills empty routes. What fits nobody's limits stays unassigned.</summary>
    public static void Fill(RoundRoutes routes)
    {
        routes.Clear();
        var model = routes.Model;
        var order = Enumerable.Range(0, model.Visits)
            .OrderBy(visit => model.Latest[2 * visit]).ThenBy(visit => !model.IsFixed[visit]).ThenBy(visit => model.Due[2 * visit]).ThenBy(visit => visit).ToArray();
        for (var place = 0; place < order.Length; place++)
        {
            // With limits a visit may only fit between others, and locked and pinned ones stand first; without, a route's end will do.
            if (model.HasLimits)
            {
                RoundInsertion.TryBest(routes, order[place], () => (0, routes.Cost));
                continue;
            }

            routes.Key[order[place]] = (place + 1.0) * RoundProblem.Minute;
            Append(routes, order[place]);
        }

        routes.Renumber();
    }

    /// <summary>Finds places for visits that nobody makes, where there are any.</summary>
    public static void Complete(RoundRoutes routes)
    {
        for (var visit = 0; visit < routes.Model.Visits; visit++)
        {
            if (routes.Carer[2 * visit] < 0) RoundInsertion.TryBest(routes, visit, () => (0, routes.Cost));
        }
    }

    private static void Append(RoundRoutes routes, int visit)
    {
        var (model, half) = (routes.Model, 2 * visit);
        var (best, bestCarer, bestOther) = (long.MaxValue, -1, -1);
        foreach (var carer in model.AbleCarers[half])
        {
            foreach (var other in model.IsPair[visit] ? model.AbleCarers[half + 1] : [-1])
            {
                if (other == carer) continue;
                Put(routes, half, carer, other);
                if (routes.Settle() && routes.Cost < best) (best, bestCarer, bestOther) = (routes.Cost, carer, other);
                routes.TakeBack();
            }
        }

        if (bestCarer < 0) return;
        Put(routes, half, bestCarer, bestOther);
        routes.Settle();
        routes.Keep();
    }

    private static void Put(RoundRoutes routes, int half, int carer, int otherCarer)
    {
        routes.PutByKey(half, carer);
        if (otherCarer >= 0) routes.PutByKey(half + 1, otherCarer);
    }
}
