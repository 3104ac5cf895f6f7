using System.Runtime.CompilerServices;

namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>The changes that a search makes, each noted so that it can be taken back.</summary>
internal sealed partial class RoundRoutes
{
    private readonly LinkChange[] _links;
    private readonly StartChange[] _starts;
    private readonly KeyChange[] _keys;
    private int _linkCount;
    private int _startCount;
    private int _keyCount;

    private enum Link : byte
    {
        Taken,
        Put,
        Crossed,
    }

    private readonly record struct LinkChange(Link Kind, int Node, int Before);

    private readonly record struct StartChange(int Half, int Was);

    private readonly record struct KeyChange(int Visit, double Was);

    /// <summary>Takes a half out of its route. It must be put back in before the routes are timed, or the whole visit left out.</summary>
    public void TakeOut(int half)
    {
        _links[_linkCount++] = new(Link.Taken, half, Previous[half]);
        Revisit(Next[half]);
        Unlink(half);
    }

    /// <summary>Puts a half into the route of the node before it, behind that.</summary>
    public void PutAfter(int half, int before)
    {
        _links[_linkCount++] = new(Link.Put, half, before);
        LinkIn(half, before);
        Revisit(half);
        Revisit(Next[half]);
    }

    /// <summary>Puts a half into a carer's route where the order of all visits says.</summary>
    public void PutByKey(int half, int carer)
    {
        var key = Key[half >> 1];
        var before = Model.Halves + carer;
        for (var node = Next[before]; node < Model.Halves && Key[node >> 1] < key; node = Next[node]) before = node;
        PutAfter(half, before);
    }

    /// <summary>Exchanges what two routes have behind these two nodes, which are not in one route.</summary>
    public void Cross(int one, int other)
    {
        _links[_linkCount++] = new(Link.Crossed, one, other);
        ExchangeTails(one, other);
        Revisit(Next[one]);
        Revisit(Next[other]);
        if (!Model.HasLimits) return;
        (_touched[Carer[one]], _touched[Carer[other]]) = (true, true);
    }

    public void SetKey(int visit, double key)
    {
        _keys[_keyCount++] = new(visit, Key[visit]);
        Key[visit] = key;
    }

    /// <summary>A visit that nobody makes is never late. To be said of both halves once they are out.</summary>
    public void LeaveOut(int half)
    {
        _starts[_startCount++] = new(half, Start[half]);
        Start[half] = 0;
        SetLateness(half, 0);
    }

    /// <summary>Makes the changes stay.</summary>
    public void Keep()
    {
        (_linkCount, _startCount, _keyCount, _greatestLost) = (0, 0, 0, false);
        (_kept, CostKept) = (_totals, Cost);
    }

    /// <summary>Takes back all changes since the last were kept.</summary>
    public void TakeBack()
    {
        while (_agendaCount > 0) _onAgenda[_agenda[--_agendaCount]] = false;
        while (_linkCount > 0)
        {
            var (kind, node, before) = _links[--_linkCount];
            if (kind == Link.Put) Unlink(node);
            else if (kind == Link.Taken) LinkIn(node, before);
            else ExchangeTails(node, before);
        }

        while (_keyCount > 0)
        {
            var (visit, was) = _keys[--_keyCount];
            Key[visit] = was;
        }

        while (_startCount > 0)
        {
            var (half, was) = _starts[--_startCount];
            Start[half] = was;
            _lateness[half] = Carer[half] < 0 ? 0 : Math.Max(0, was - Model.Due[half]);
        }

        if (Model.HasLimits) Array.Clear(_touched);
        _greatestLost = false;
        _totals = _kept;
    }

    private void Unlink(int half)
    {
        var (before, after, carer) = (Previous[half], Next[half], Carer[half]);
        (Next[before], Previous[after], Carer[half]) = (after, before, -1);
        _totals.Travel += Between(before, after) - Between(before, half) - Between(half, after);
        _totals.Unassigned++;
        if (Model.Unfamiliarity is { } cost) _totals.Unfamiliarity -= cost[(half * Model.Carers) + carer];
        if (Model.HasLimits) _touched[carer] = true;
    }

    private void LinkIn(int half, int before)
    {
        var (after, carer) = (Next[before], Carer[before]);
        (Next[before], Previous[half], Next[half], Previous[after], Carer[half]) = (half, before, after, half, carer);
        _totals.Travel += Between(before, half) + Between(half, after) - Between(before, after);
        _totals.Unassigned--;
        if (Model.Unfamiliarity is { } cost) _totals.Unfamiliarity += cost[(half * Model.Carers) + carer];
        if (Model.HasLimits) _touched[carer] = true;
    }

    // Done a second time it is undone.
    private void ExchangeTails(int one, int other)
    {
        var (home, otherHome) = (Model.Halves + Carer[one], Model.Halves + Carer[other]);
        var (head, otherHead, last, otherLast) = (Next[one], Next[other], Previous[home], Previous[otherHome]);
        _totals.Travel -= Between(one, head) + Between(other, otherHead);
        if (last != one) _totals.Travel -= Between(last, home);
        if (otherLast != other) _totals.Travel -= Between(otherLast, otherHome);
        Attach(one, otherHead == otherHome ? home : otherHead, otherLast == other ? one : otherLast, home);
        Attach(other, head == home ? otherHome : head, last == one ? other : last, otherHome);
        _totals.Travel += Between(one, Next[one]) + Between(other, Next[other]);
        if (Previous[home] != one) _totals.Travel += Between(Previous[home], home);
        if (Previous[otherHome] != other) _totals.Travel += Between(Previous[otherHome], otherHome);
    }

    private void Attach(int node, int head, int last, int home)
    {
        (Next[node], Previous[head], Next[last], Previous[home]) = (head, node, home, last);
        var carer = home - Model.Halves;
        for (var half = head; half != home; half = Next[half])
        {
            if (Model.Unfamiliarity is { } cost)
                _totals.Unfamiliarity += cost[(half * Model.Carers) + carer] - cost[(half * Model.Carers) + Carer[half]];
            Carer[half] = carer;
        }
    }

    // Who makes no visit goes nowhere, wherever their day would begin and end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Between(int from, int to) =>
        from == to ? 0 : Model.Travel[(Model.LocationOut[from] * Model.Locations) + Model.LocationIn[to]];
}
