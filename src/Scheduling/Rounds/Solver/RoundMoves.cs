namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>The neighbourhoods of the search: each call makes one random change to the routes, which is not timed yet.</summary>
/// <remarks>False means that this draw was none (nobody able, the same place again) and that whatever was begun must be taken back.</remarks>
internal sealed partial class RoundMoves(RoundRoutes routes)
{
    private const int SegmentMax = 3;
    private const double Slack = 60.0 * RoundProblem.Minute;

    private readonly RoundModel _model = routes.Model;

    /// <summary>Draws a neighbourhood and a change in it.</summary>
    public bool Try(ref RandomSource random)
    {
        if (routes.Unassigned > 0 && random.Below(8) == 0) return Bring(ref random);
        var visit = random.Below(_model.Visits);
        if (routes.Carer[2 * visit] < 0) return false;
        var draw = random.Below(100);
        if (_model.IsPair[visit])
        {
            return draw switch
            {
                < 35 => MovePair(visit, ref random),
                < 65 => HandOver((2 * visit) + random.Below(2), ref random),
                < 75 => ExchangeCarers((2 * visit) + random.Below(2), ref random),
                < 85 => CrossTails((2 * visit) + random.Below(2), ref random),
                _ => CrossSegments((2 * visit) + random.Below(2), ref random),
            };
        }

        return draw switch
        {
            < 45 => MoveSingle(visit, ref random),
            < 60 => ExchangePlaces(visit, ref random),
            < 70 => ExchangeCarers(2 * visit, ref random),
            < 80 => CrossTails(2 * visit, ref random),
            _ => CrossSegments(2 * visit, ref random),
        };
    }

    // One carer's visit goes before or behind a visit near it, on that visit's route.
    private bool MoveSingle(int visit, ref RandomSource random)
    {
        var half = 2 * visit;
        var before = PlaceNear(half, ref random);
        if (before < 0 || before == half || routes.Next[before] == half) return false;
        routes.TakeOut(half);
        if (!KeyFor(half, before, eager: true, ref random)) return false;
        routes.PutAfter(half, before);
        return true;
    }

    // Both carers' halves move together: one beside a visit near it, the other where the order of all visits then says.
    private bool MovePair(int visit, ref RandomSource random)
    {
        var half = (2 * visit) + random.Below(2);
        var other = half ^ 1;
        var before = PlaceNear(half, ref random);
        if (before < 0) return false;
        var carer = routes.Carer[before];
        var otherCarer = routes.Carer[other];
        if (random.Below(2) == 0 || otherCarer == carer) otherCarer = AnyAble(other, ref random);
        if (otherCarer == carer || otherCarer < 0) return false;
        while (before == half || before == other) before = routes.Previous[before];
        routes.TakeOut(half);
        routes.TakeOut(other);
        if (!KeyFor(half, before, eager: random.Below(2) == 0, ref random)) return false;
        routes.PutAfter(half, before);
        routes.PutByKey(other, otherCarer);
        return true;
    }

    // One half goes to another carer; the order of all visits stays.
    private bool HandOver(int half, ref RandomSource random)
    {
        var carer = AnyAble(half, ref random);
        if (carer < 0 || carer == routes.Carer[half] || carer == routes.Carer[half ^ 1]) return false;
        routes.TakeOut(half);
        routes.PutByKey(half, carer);
        return true;
    }

    // Two visits of one carer each take each other's place in the order and on the route.
    private bool ExchangePlaces(int visit, ref RandomSource random)
    {
        var half = 2 * visit;
        var other = AnyNear(half, ref random);
        if (other < 0 || _model.IsPair[other >> 1]) return false;
        if (random.Below(2) == 0) other = random.Below(2) == 0 ? routes.Next[other] : routes.Previous[other];
        if (other >= _model.Halves || other == half || _model.IsPair[other >> 1]) return false;
        if (routes.Next[half] == other || routes.Previous[half] == other) return false;
        var (carer, otherCarer) = (routes.Carer[half], routes.Carer[other]);
        if (!IsAble(half, otherCarer) || !IsAble(other, carer)) return false;
        var (before, otherBefore) = (routes.Previous[half], routes.Previous[other]);
        var (key, otherKey) = (routes.Key[visit], routes.Key[other >> 1]);
        routes.TakeOut(half);
        routes.TakeOut(other);
        routes.SetKey(visit, otherKey);
        routes.SetKey(other >> 1, key);
        routes.PutAfter(other, before);
        routes.PutAfter(half, otherBefore);
        return true;
    }

    // Two halves change carers; each keeps its place in the order. The two halves of one visit too: the roles change.
    private bool ExchangeCarers(int half, ref RandomSource random)
    {
        var other = _model.IsPair[half >> 1] && random.Below(3) == 0 ? half ^ 1 : AnyNear(half, ref random);
        if (other < 0) return false;
        var (carer, otherCarer) = (routes.Carer[half], routes.Carer[other]);
        if (carer == otherCarer || !IsAble(half, otherCarer) || !IsAble(other, carer)) return false;
        if (other != (half ^ 1) && (PartnerHas(half, otherCarer) || PartnerHas(other, carer))) return false;
        routes.TakeOut(half);
        routes.TakeOut(other);
        routes.PutByKey(half, otherCarer);
        routes.PutByKey(other, carer);
        return true;
    }

    // Two routes exchange all that comes behind a point in the order (2-opt*).
    private bool CrossTails(int half, ref RandomSource random)
    {
        var other = AnyNear(half, ref random);
        if (other < 0 || routes.Carer[other] == routes.Carer[half]) return false;
        other = routes.Previous[other];
        if (!Follows(half, routes.Next[other]) || !Follows(other, routes.Next[half])) return false;
        if (!AllAble(routes.Next[half], routes.Carer[other], int.MaxValue, out _)) return false;
        if (!AllAble(routes.Next[other], routes.Carer[half], int.MaxValue, out _)) return false;
        routes.Cross(half, other);
        return true;
    }

    // Two routes exchange a few visits in a row, at most three each; one of the two may give none.
    private bool CrossSegments(int half, ref RandomSource random)
    {
        var other = AnyNear(half, ref random);
        if (other < 0 || routes.Carer[other] == routes.Carer[half]) return false;
        other = routes.Previous[other];
        var (carer, otherCarer) = (routes.Carer[half], routes.Carer[other]);
        if (!AllAble(routes.Next[half], otherCarer, random.Below(SegmentMax + 1), out var last)) return false;
        if (!AllAble(routes.Next[other], carer, 1 + random.Below(SegmentMax), out var otherLast)) return false;
        var (end, otherEnd) = (last < 0 ? half : last, otherLast < 0 ? other : otherLast);
        if (otherEnd == other && end == half) return false;
        if (otherEnd != other && (!Follows(half, routes.Next[other]) || !Follows(otherEnd, routes.Next[end]))) return false;
        if (end != half && (!Follows(other, routes.Next[half]) || !Follows(end, routes.Next[otherEnd]))) return false;
        routes.Cross(half, other);
        routes.Cross(otherEnd == other ? half : otherEnd, end == half ? other : end);
        return true;
    }
}
