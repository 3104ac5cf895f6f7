namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>Puts one visit where it is best, having tried every carer and every place; all others stay with their carers.</summary>
internal static class RoundInsertion
{
    /// <summary>Where a visit may stand: behind a node and, for two carers, behind another, at a place in the order of all.</summary>
    internal readonly record struct Place(int Before, int OtherBefore, double Key);

    /// <summary>Inserts the visit and keeps that. False: no carer can do it within the limits; the routes are as they were.</summary>
    /// <remarks><c>rank</c>: What makes a place good, asked when the visit stands there; the least wins, then the first tried.</remarks>
    public static bool TryBest(RoundRoutes routes, int visit, Func<(int Changed, long Cost)> rank)
    {
        if (Best(routes, visit, rank) is not { } best) return false;
        Put(routes, visit, best.Place);
        routes.Settle();
        routes.Keep();
        routes.Renumber();
        return true;
    }

    /// <summary>The best place and its rank; null where there is none. The routes are as they were.</summary>
    public static (Place Place, (int Changed, long Cost) Rank)? Best(RoundRoutes routes, int visit, Func<(int Changed, long Cost)> rank)
    {
        (Place, (int, long) Rank)? best = null;
        foreach (var place in Places(routes, visit).ToArray())
        {
            Put(routes, visit, place);
            if (routes.Settle() && rank() is var found && (best is null || found.CompareTo(best.Value.Rank) < 0)) best = (place, found);
            routes.TakeBack();
        }

        return best;
    }

    private static void Put(RoundRoutes routes, int visit, Place place)
    {
        routes.SetKey(visit, place.Key);
        routes.PutAfter(2 * visit, place.Before);
        if (place.OtherBefore >= 0) routes.PutAfter((2 * visit) + 1, place.OtherBefore);
    }

    private static IEnumerable<Place> Places(RoundRoutes routes, int visit)
    {
        var model = routes.Model;
        foreach (var carer in model.AbleCarers[2 * visit])
        {
            foreach (var (before, low, high) in Gaps(routes, carer))
            {
                if (!model.IsPair[visit])
                {
                    yield return new(before, -1, Between(low, high));
                    continue;
                }

                foreach (var other in model.AbleCarers[(2 * visit) + 1])
                {
                    if (other == carer) continue;
                    foreach (var (otherBefore, otherLow, otherHigh) in Gaps(routes, other))
                    {
                        var (from, to) = (Math.Max(low, otherLow), Math.Min(high, otherHigh));
                        if (from < to) yield return new(before, otherBefore, Between(from, to));
                    }
                }
            }
        }
    }

    private static IEnumerable<(int Before, double Low, double High)> Gaps(RoundRoutes routes, int carer)
    {
        var home = routes.Model.Halves + carer;
        var (before, low) = (home, double.NegativeInfinity);
        do
        {
            var after = routes.Next[before];
            var high = after == home ? double.PositiveInfinity : routes.Key[after >> 1];
            yield return (before, low, high);
            (before, low) = (after, high);
        }
        while (before != home);
    }

    private static double Between(double low, double high) => (double.IsInfinity(low), double.IsInfinity(high)) switch
    {
        (true, true) => 0,
        (true, false) => high - 1,
        (false, true) => low + 1,
        _ => low + ((high - low) / 2),
    };
}
