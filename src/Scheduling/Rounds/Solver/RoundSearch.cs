using System.Runtime.CompilerServices;

namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>One search by simulated annealing: from a plan on, worse ones taken ever more rarely, the best kept.</summary>
internal sealed class RoundSearch
{
    private const int StepsBetweenLooks = 1 << 10;
    private const int KeptBetweenNumberings = 1 << 12;

    private readonly RoundRoutes _routes;
    private readonly RoundMoves _moves;
    private RandomSource _random;
    private int _keptSinceNumbering;

    public RoundSearch(RoundModel model, ulong seed)
    {
        _routes = new(model);
        _moves = new(_routes);
        _random = new(seed);
        Best = new(model);
    }

    public RoundRoutes.Snapshot Best { get; }

    public long Iterations { get; private set; }

    public void BeginFrom(RoundRoutes.Snapshot plan)
    {
        if (!_routes.Load(plan)) throw new InvalidOperationException("A plan that was kept does not hold its limits.");
        _routes.Renumber();
        _routes.Keep();
        if (_routes.Cost < Best.Cost) _routes.CopyTo(Best);
    }

    /// <summary>Anneals until <c>progress</c> (0 to 1, asked now and then) says 1 or more.</summary>
    public void Anneal(double hot, double cold, Func<long, double> progress)
    {
        var begun = Iterations;
        for (double share; (share = progress(Iterations - begun)) < 1;)
        {
            var temperature = hot * Math.Pow(cold / hot, share);
            Walk(temperature, StepsBetweenLooks);
            Iterations += StepsBetweenLooks;
        }
    }

    private void Walk(double temperature, int steps)
    {
        for (; steps > 0; steps--)
        {
            var allowed = _routes.CostKept + (long)(temperature * _random.Waiting());
            if (!_moves.Try(ref _random) || _routes.Floor > allowed || !_routes.Settle() || _routes.Cost > allowed)
            {
                _routes.TakeBack();
                continue;
            }

            Keep();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Keep()
    {
        _routes.Keep();
        if (_routes.Cost < Best.Cost) _routes.CopyTo(Best);
        if (++_keptSinceNumbering < KeptBetweenNumberings) return;
        _keptSinceNumbering = 0;
        _routes.Renumber();
    }
}
