namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>Where a change may go, and what may not be.</summary>
internal sealed partial class RoundMoves
{
    private bool IsAble(int half, int carer) => _model.Able[(half * _model.Carers) + carer];

    private bool PartnerHas(int half, int carer) => _model.IsPair[half >> 1] && routes.Carer[half ^ 1] == carer;

    private int AnyAble(int half, ref RandomSource random)
    {
        var able = _model.AbleCarers[half];
        return able.Length == 0 ? -1 : able[random.Below(able.Length)];
    }

    private int AnyNear(int half, ref RandomSource random)
    {
        var near = _model.Near[half];
        if (near.Length == 0) return -1;
        var other = near[random.Below(near.Length)];
        return routes.Carer[other] < 0 ? -1 : other;
    }

    // The node behind which a half may come: mostly beside a near visit, now and then anywhere on any able carer's route.
    private int PlaceNear(int half, ref RandomSource random)
    {
        if (random.Below(16) == 0) return PlaceAnywhere(half, ref random);
        var other = AnyNear(half, ref random);
        if (other < 0 || !IsAble(half, routes.Carer[other])) return -1;
        return random.Below(2) == 0 ? other : routes.Previous[other];
    }

    private int PlaceAnywhere(int half, ref RandomSource random)
    {
        var carer = AnyAble(half, ref random);
        if (carer < 0) return -1;
        var (home, length) = (_model.Halves + carer, 0);
        for (var node = routes.Next[home]; node != home; node = routes.Next[node]) length++;
        var before = home;
        for (var steps = random.Below(length + 1); steps > 0; steps--) before = routes.Next[before];
        return before;
    }

    // Whether one node may come right behind another without leaving the order of all visits.
    private bool Follows(int before, int after) =>
        before >= _model.Halves || after >= _model.Halves || routes.Key[before >> 1] < routes.Key[after >> 1];

    // Whether a carer is able to do all of the next few halves; which is the last of them (-1: there are none).
    private bool AllAble(int half, int carer, int count, out int last)
    {
        last = -1;
        for (; count > 0 && half < _model.Halves; count--, half = routes.Next[half])
        {
            if (!IsAble(half, carer)) return false;
            last = half;
        }

        return true;
    }

    // Gives a visit a place in the order between the two nodes that one of its halves is to stand between: eager as early as its
    // carer could begin, otherwise anywhere between. False where no number is left between the two.
    private bool KeyFor(int half, int before, bool eager, ref RandomSource random)
    {
        var after = routes.Next[before];
        var (isFirst, isLast) = (before >= _model.Halves, after >= _model.Halves);
        var visit = half >> 1;
        var soonest = (double)Math.Max(
            _model.Earliest[half], routes.Start[before] + _model.Duration[before] + _model.TravelBetween(before, half));
        soonest += random.Unit();
        var low = isFirst ? Math.Min(soonest, isLast ? soonest : routes.Key[after >> 1]) - Slack : routes.Key[before >> 1];
        var high = isLast ? Math.Max(soonest, low) + Slack : routes.Key[after >> 1];
        var key = eager && soonest > low && soonest < high ? soonest : low + ((high - low) * random.Unit());
        if (!(key > low && key < high)) return false;
        routes.SetKey(visit, key);
        return true;
    }
}
