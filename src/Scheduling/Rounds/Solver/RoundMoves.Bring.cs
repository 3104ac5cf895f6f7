namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>Visits that nobody makes yet come in, alone or for another one.</summary>
internal sealed partial class RoundMoves
{
    // A visit left out is put somewhere; half the time a visit near it makes room and is left out instead.
    private bool Bring(ref RandomSource random)
    {
        var visit = AnyLeftOut(ref random);
        if (random.Below(2) == 0 && AnyNear(2 * visit, ref random) is var other and >= 0 && !_model.IsFixed[other >> 1]) LeaveOut(other >> 1);
        var half = 2 * visit;
        var before = PlaceAnywhere(half, ref random);
        if (before < 0 || !KeyFor(half, before, eager: random.Below(4) > 0, ref random)) return false;
        routes.PutAfter(half, before);
        if (!_model.IsPair[visit]) return true;
        var carer = AnyAble(half + 1, ref random);
        if (carer < 0 || carer == routes.Carer[half]) return false;
        routes.PutByKey(half + 1, carer);
        return true;
    }

    private void LeaveOut(int visit)
    {
        routes.TakeOut(2 * visit);
        routes.LeaveOut(2 * visit);
        if (!_model.IsPair[visit]) return;
        routes.TakeOut((2 * visit) + 1);
        routes.LeaveOut((2 * visit) + 1);
    }

    private int AnyLeftOut(ref RandomSource random)
    {
        var from = random.Below(_model.Visits);
        while (routes.Carer[2 * from] >= 0) from = (from + 1) % _model.Visits;
        return from;
    }
}
