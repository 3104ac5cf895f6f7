namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>A visit added to a day that people have been told about: as few as possible get another carer or another time.</summary>
internal static class LeastDisruption
{
    /// <summary>The plan with the visit in it and how many halves of others' visits it changes; null: no carer can make it within the limits.</summary>
    /// <remarks>
    /// Nobody is visited earlier than the plan said. First all places are tried where nobody else changes carers; where the best of
    /// them delays two visits or more, or there is none, also those where one visit nearby moves to make room. Cost decides between equals.
    /// </remarks>
    public static (RoundPlan Plan, int Changed)? Insert(RoundProblem problem, RoundPlan current, int visit)
    {
        var model = new RoundModel(problem);
        var promised = new (int Carer, int Start)[model.Halves];
        Array.Fill(promised, (-1, 0));
        foreach (var (carer, stop) in current.Routes.SelectMany((route, carer) => route.Select(stop => (carer, stop))))
        {
            var half = (2 * stop.Visit) + (stop.IsSecond ? 1 : 0);
            promised[half] = (carer, stop.Start);
            model.Earliest[half] = Math.Max(model.Earliest[half], stop.Start);
        }

        var routes = new RoundRoutes(model);
        routes.Load(PlanOrder.Of(model, current));
        if (routes.Carer[2 * visit] >= 0) throw new ArgumentException("The visit is in the plan already.", nameof(visit));
        return new Insertion(routes, promised, visit).Best();
    }

    /// <summary>The plan as it is, reckoned for a day from which visits have gone: nobody gets another carer or time.</summary>
    public static RoundPlan Keep(RoundProblem problem, RoundPlan current)
    {
        var model = new RoundModel(problem);
        foreach (var stop in current.Routes.SelectMany(route => route))
        {
            var half = (2 * stop.Visit) + (stop.IsSecond ? 1 : 0);
            model.Earliest[half] = Math.Max(model.Earliest[half], stop.Start);
        }

        var routes = new RoundRoutes(model);
        routes.Load(PlanOrder.Of(model, current));
        return routes.Plan();
    }

    private sealed class Insertion(RoundRoutes routes, (int Carer, int Start)[] promised, int visit)
    {
        private readonly RoundModel _model = routes.Model;
        private readonly RoundRoutes.Snapshot _before = Kept(routes);

        public (RoundPlan, int)? Best()
        {
            var (best, rank) = (new RoundRoutes.Snapshot(_model), (Changed: int.MaxValue, Cost: long.MaxValue));
            if (RoundInsertion.TryBest(routes, visit, Rank))
            {
                rank = Rank();
                routes.CopyTo(best);
            }

            if (rank.Changed > 1)
            {
                foreach (var other in Nearby())
                {
                    if (!MakeRoom(other) || Rank().CompareTo(rank) >= 0) continue;
                    rank = Rank();
                    routes.CopyTo(best);
                }
            }

            if (rank.Changed == int.MaxValue) return null;
            routes.Load(best);
            return (routes.Plan(), rank.Changed);
        }

        private int[] Nearby() => [.. _model.Near[2 * visit]
            .Concat(_model.Near[(2 * visit) + 1]).Select(half => half >> 1).Distinct()
            .Where(other => promised[2 * other].Carer >= 0 && !IsLocked(2 * other) && !IsLocked((2 * other) + 1))];

        private bool IsLocked(int half) => _model.Latest[half] < RoundProblem.TimeMax && _model.Exists[half];

        private bool MakeRoom(int other)
        {
            routes.Load(_before);
            routes.Drop(other);
            return RoundInsertion.TryBest(routes, visit, Rank) && RoundInsertion.TryBest(routes, other, Rank);
        }

        private (int Changed, long Cost) Rank()
        {
            var changed = 0;
            for (var half = 0; half < _model.Halves; half++)
            {
                var (carer, start) = promised[half];
                if (carer >= 0 && (routes.Carer[half] != carer || routes.Start[half] != start)) changed++;
            }

            return (changed, routes.Cost);
        }

        private static RoundRoutes.Snapshot Kept(RoundRoutes routes)
        {
            var snapshot = new RoundRoutes.Snapshot(routes.Model);
            routes.CopyTo(snapshot);
            return snapshot;
        }
    }
}
