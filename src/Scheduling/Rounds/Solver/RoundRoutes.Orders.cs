namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>A search's routes as something to keep, to begin from and to hand on.</summary>
internal sealed partial class RoundRoutes
{
    /// <summary>Routes in the least that brings them back: each visit's place in the order and each half's carer.</summary>
    internal sealed class Snapshot(RoundModel model)
    {
        public readonly double[] Key = new double[model.Visits];
        public readonly int[] Carer = new int[model.Halves];
        public long Cost = long.MaxValue;

        public void CopyFrom(Snapshot other)
        {
            other.Key.CopyTo(Key, 0);
            other.Carer.CopyTo(Carer, 0);
            Cost = other.Cost;
        }
    }

    public void CopyTo(Snapshot snapshot)
    {
        Key.CopyTo(snapshot.Key, 0);
        Carer.AsSpan(0, Model.Halves).CopyTo(snapshot.Carer);
        snapshot.Cost = Cost;
    }

    /// <summary>Lays the routes out anew. False: their limits do not allow some visit, which is left out; never so of routes that were kept.</summary>
    public bool Load(Snapshot snapshot)
    {
        Clear();
        snapshot.Key.CopyTo(Key, 0);
        var whole = true;
        foreach (var visit in InOrder())
        {
            for (var half = 2 * visit; half <= (2 * visit) + 1; half++)
            {
                if (Model.Exists[half] && snapshot.Carer[half] >= 0)
                    PutAfter(half, Previous[Model.Halves + snapshot.Carer[half]]);
            }

            if (Settle())
            {
                Keep();
                continue;
            }

            TakeBack();
            whole = false;
        }

        return whole;
    }

    /// <summary>Leaves a visit out of the routes, and keeps that.</summary>
    public void Drop(int visit)
    {
        for (var half = 2 * visit; half <= (2 * visit) + 1; half++)
        {
            if (Carer[half] < 0) continue;
            TakeOut(half);
            LeaveOut(half);
        }

        Settle();
        Keep();
    }

    /// <summary>Numbers the order anew by when visits begin, without changing any route: room between the numbers, and hints of time.</summary>
    /// <remarks>No two visits get one number: each has a fraction of its own.</remarks>
    public void Renumber()
    {
        foreach (var visit in InOrder())
        {
            if (Carer[2 * visit] < 0) continue;
            var key = Math.Max(Start[2 * visit], After(2 * visit));
            if (Model.IsPair[visit]) key = Math.Max(key, After((2 * visit) + 1));
            Key[visit] = key + ((visit + 1.0) / (Model.Visits + 1));
        }
    }

    /// <summary>The routes as they stand, for those who do not search.</summary>
    public RoundPlan Plan()
    {
        var routes = new List<IReadOnlyList<RoundStop>>();
        for (var home = Model.Halves; home < Model.Nodes; home++)
        {
            var stops = new List<RoundStop>();
            for (var half = Next[home]; half != home; half = Next[half])
                stops.Add(new(half >> 1, (half & 1) == 1, Start[half], Start[half] + Model.Duration[half]));
            routes.Add(stops);
        }

        return new(routes, [.. Enumerable.Range(0, Model.Visits).Where(visit => Carer[2 * visit] < 0)], Parts);
    }

    private double After(int half) => Previous[half] < Model.Halves ? Math.Floor(Key[Previous[half] >> 1]) + 1 : 0;

    private int[] InOrder()
    {
        int[] visits = [.. Enumerable.Range(0, Model.Visits)];
        var keys = (double[])Key.Clone();
        Array.Sort(keys, visits);
        return visits;
    }
}
