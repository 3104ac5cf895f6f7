namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>Reads a plan back into what the search works on: each half's carer, and an order of all visits that every route follows.</summary>
internal static class PlanOrder
{
    /// <summary>
    /// A visit is left out where a carer of it may not make it (any more), and where visits of a plan not made here wait for each other.
    /// </summary>
    public static RoundRoutes.Snapshot Of(RoundModel model, RoundPlan plan)
    {
        var snapshot = new RoundRoutes.Snapshot(model);
        Array.Fill(snapshot.Carer, -1);
        var halves = plan.Routes.SelectMany((route, carer) => route.Select(stop => (Half: Half(stop), Carer: carer))).ToLookup(one => one.Half, one => one.Carer);
        bool Kept(int visit) => IsWhole(model, visit, halves);
        var routes = plan.Routes.Select(route => new Queue<RoundStop>(route.Where(stop => Kept(stop.Visit)))).ToArray();
        for (var place = 1; routes.Any(route => route.Count > 0); place++)
        {
            var heads = routes.Where(route => route.Count > 0).Select(route => route.Peek()).OrderBy(stop => stop.Start).ThenBy(stop => stop.Visit).ToArray();
            var ready = Array.FindIndex(heads, stop => heads.Count(other => other.Visit == stop.Visit) == (model.IsPair[stop.Visit] ? 2 : 1));
            var visit = heads[Math.Max(0, ready)].Visit;
            snapshot.Key[visit] = place * (double)RoundProblem.Minute;
            for (var half = 2 * visit; half <= (2 * visit) + 1; half++)
            {
                if (ready >= 0 && model.Exists[half]) snapshot.Carer[half] = halves[half].First();
            }

            routes = [.. routes.Select(route => new Queue<RoundStop>(route.Where(stop => stop.Visit != visit)))];
        }

        return snapshot;
    }

    private static int Half(RoundStop stop) => (2 * stop.Visit) + (stop.IsSecond ? 1 : 0);

    private static bool IsWhole(RoundModel model, int visit, ILookup<int, int> halves)
    {
        for (var half = 2 * visit; half <= (2 * visit) + 1; half++)
        {
            var carers = halves[half].ToArray();
            if (carers.Length != (model.Exists[half] ? 1 : 0)) return false;
            if (carers.Length == 1 && !model.Able[(half * model.Carers) + carers[0]]) return false;
        }

        return !model.IsPair[visit] || halves[2 * visit].First() != halves[(2 * visit) + 1].First();
    }
}
