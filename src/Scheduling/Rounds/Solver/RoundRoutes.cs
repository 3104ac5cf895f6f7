using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>The routes of one search, which changes them in place, sees at once what that costs, and takes it back or keeps it.</summary>
/// <remarks>
/// Visits stand in one order of all (<see cref="Key"/>), and each route follows it, so that no two pairs can wait for each other. A
/// change puts the visits whose arrival it touches on a small agenda; they are timed anew in that order, and where a start stays
/// what it was nothing behind it is looked at. Each visit begins as early as it can, which no cost punishes.
/// </remarks>
internal sealed partial class RoundRoutes
{
    public readonly RoundModel Model;
    public readonly int[] Next;
    public readonly int[] Previous;
    public readonly int[] Carer;            // by half: -1 where nobody makes it
    public readonly double[] Key;           // by visit
    public readonly int[] Start;            // by node; for a carer when they set out
    private readonly int[] _lateness;       // by half
    private readonly int[] _agenda;
    private readonly bool[] _onAgenda;
    private readonly bool[] _touched;       // by carer, only kept where there are shifts
    private int _agendaCount;
    private int _greatestSeen;
    private bool _greatestLost;
    private Totals _totals;
    private Totals _kept;

    public RoundRoutes(RoundModel model)
    {
        Model = model;
        (Next, Previous, Carer) = (new int[model.Nodes], new int[model.Nodes], new int[model.Nodes]);
        (Key, Start, _lateness) = (new double[model.Visits], new int[model.Nodes], new int[model.Halves]);
        (_agenda, _onAgenda, _touched) = (new int[model.Visits + 1], new bool[model.Visits + 1], new bool[model.Carers]);
        _links = new LinkChange[(2 * model.Halves) + 16];
        _starts = new StartChange[(2 * model.Halves) + 16];
        _keys = new KeyChange[model.Visits + 16];
        Clear();
    }

    /// <summary>Sums over the routes as they now stand; the cost is right once <see cref="Settle"/> has returned true.</summary>
    private struct Totals
    {
        public long Travel;
        public long Lateness;
        public long Unfamiliarity;
        public int Greatest;
        public int Unassigned;
    }

    /// <summary>The cost when changes were last kept.</summary>
    public long CostKept { get; private set; }

    public long Cost => Floor + (Model.Weights.Lateness * _totals.Lateness) + ((long)Model.Weights.LargestLateness * _totals.Greatest);

    /// <summary>What the routes cost however early everybody comes: known before anything is timed.</summary>
    public long Floor => (Model.Weights.Travel * _totals.Travel) + _totals.Unfamiliarity + (Model.Weights.Unassigned * _totals.Unassigned);

    public int Unassigned => _totals.Unassigned;

    public RoundCost Parts => new(
        _totals.Travel, _totals.Lateness, _totals.Greatest, _totals.Unfamiliarity, _totals.Unassigned, Cost);

    /// <summary>Empties every route.</summary>
    public void Clear()
    {
        Array.Fill(Carer, -1);
        Array.Clear(Start);
        Array.Clear(_lateness);
        _totals = default;
        for (var half = 0; half < Model.Halves; half++)
        {
            if (Model.Exists[half]) _totals.Unassigned++;
        }

        for (var carer = 0; carer < Model.Carers; carer++)
        {
            var home = Model.Halves + carer;
            (Next[home], Previous[home], Carer[home], Start[home]) = (home, home, carer, Model.ShiftStart[carer]);
        }

        Keep();
    }

    /// <summary>Times what the change touched. False: a shift or a locked start does not allow it; it must be taken back.</summary>
    public bool Settle()
    {
        _greatestSeen = 0;
        while (_agendaCount > 0)
        {
            if (!Time(TakeEarliest())) return false;
        }

        _totals.Greatest = _greatestLost ? Greatest() : Math.Max(_totals.Greatest, _greatestSeen);
        return !Model.HasLimits || ShiftsHold();
    }

    // Agendas are short (mostly one to three visits): looking through them is quicker than a heap.
    private int TakeEarliest()
    {
        var (at, key) = (0, Key[_agenda[0]]);
        for (var i = 1; i < _agendaCount; i++)
        {
            var other = Key[_agenda[i]];
            if (other >= key) continue;
            (at, key) = (i, other);
        }

        var visit = _agenda[at];
        _agenda[at] = _agenda[--_agendaCount];
        _onAgenda[visit] = false;
        return visit;
    }

    private bool Time(int visit)
    {
        var first = 2 * visit;
        if (Carer[first] < 0) return true;
        var start = Arrival(first);
        if (!Model.IsPair[visit]) return start == Start[first] || Begin(first, start);

        var second = first + 1;
        var other = Arrival(second);
        if (Model.IsSimultaneous[visit])
        {
            start = other = Math.Max(start, other);
        }
        else
        {
            other = Math.Max(other, start + Model.GapMin[visit]);
            start = Math.Max(start, other - Model.GapMax[visit]);
        }

        return (start == Start[first] || Begin(first, start)) & (other == Start[second] || Begin(second, other));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Arrival(int half)
    {
        var before = Previous[half];
        var arrival = Start[before] + Model.Duration[before]
            + Model.Travel[(Model.LocationOut[before] * Model.Locations) + Model.LocationIn[half]];
        return Math.Max(arrival, Model.Earliest[half]);
    }

    private bool Begin(int half, int start)
    {
        if (_startCount == _starts.Length) return false;
        _starts[_startCount++] = new(half, Start[half]);
        Start[half] = start;
        SetLateness(half, Math.Max(0, start - Model.Due[half]));
        if (Model.HasLimits) _touched[Carer[half]] = true;
        Revisit(Next[half]);
        return start <= Model.Latest[half];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetLateness(int half, int late)
    {
        var was = _lateness[half];
        if (late == was) return;
        _lateness[half] = late;
        _totals.Lateness += late - was;
        if (was > 0 && was == _totals.Greatest) _greatestLost = true;
        if (late > _greatestSeen) _greatestSeen = late;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Revisit(int node)
    {
        if (node >= Model.Halves) return;
        var visit = node >> 1;
        if (_onAgenda[visit]) return;
        _onAgenda[visit] = true;
        _agenda[_agendaCount++] = visit;
    }

    private int Greatest()
    {
        var vectors = MemoryMarshal.Cast<int, Vector<int>>(_lateness.AsSpan());
        var greatest = Vector<int>.Zero;
        foreach (var vector in vectors) greatest = Vector.Max(greatest, vector);
        var result = 0;
        for (var i = 0; i < Vector<int>.Count; i++) result = Math.Max(result, greatest[i]);
        for (var i = vectors.Length * Vector<int>.Count; i < _lateness.Length; i++) result = Math.Max(result, _lateness[i]);
        return result;
    }

    private bool ShiftsHold()
    {
        for (var carer = 0; carer < _touched.Length; carer++)
        {
            if (!_touched[carer]) continue;
            _touched[carer] = false;
            var home = Model.Halves + carer;
            var last = Previous[home];
            if (last == home) continue;
            if (Start[last] + Model.Duration[last] + Model.TravelBetween(last, home) > Model.ShiftEnd[carer]) return false;
        }

        return true;
    }
}
