using System.Diagnostics;

namespace IntegratedCare.Scheduling.Rounds.Solver;

/// <summary>One run of the solver: its clock, its searches and where they meet.</summary>
/// <remarks>
/// Most of the budget is one slow cooling of each search on its own. Then all begin again and again from the best plan of any,
/// less hot each. They meet where a share of the budget is used up: counted in iterations, so that timing decides nothing.
/// </remarks>
internal sealed class RoundRun
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(250);

    // By trial on instances of 50 to 200 visits. Temperatures are in steps of a route (see Scale).
    private const double Hot = 2;
    private const double Cold = 0.01;
    private const double Reheat = 0.2;
    private const double FirstShare = 0.8;
    private const int Epochs = 4;

    private readonly RoundModel _model;
    private readonly RoundBudget _budget;
    private readonly Action<RoundProgress>? _report;
    private readonly CancellationToken _cancellationToken;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly RoundSearch[] _searches;
    private TimeSpan _reported;

    public RoundRun(RoundModel model, RoundBudget budget, Action<RoundProgress>? report, CancellationToken cancellationToken)
    {
        if (budget.TimeLimit is null && budget.Iterations is null) throw new ArgumentException("A run needs an end.", nameof(budget));
        (_model, _budget, _report, _cancellationToken) = (model, budget, report, cancellationToken);
        _searches = [.. Enumerable.Range(0, budget.Searches).Select(i => new RoundSearch(model, (budget.Seed * 1_000_003) + (ulong)i))];
    }

    public long Iterations => _searches.Sum(search => search.Iterations);

    /// <summary>Searches on from a plan and leaves the best in its place.</summary>
    public void Improve(RoundRoutes.Snapshot best)
    {
        var (scale, from) = (Scale(), 0.0);
        for (var epoch = 0; epoch < Epochs && !IsOver(); epoch++)
        {
            var to = FirstShare + ((1 - FirstShare) * epoch / (Epochs - 1));
            var hot = scale * Hot * (epoch == 0 ? 1 : Reheat);
            Anneal(best, hot, scale * Cold, (from, to));
            foreach (var search in _searches)
            {
                if (search.Best.Cost < best.Cost) best.CopyFrom(search.Best);
            }

            from = to;
        }
    }

    // Threads of their own: on a busy pool one search would wait for the other's end.
    private void Anneal(RoundRoutes.Snapshot from, double hot, double cold, (double Begin, double End) part)
    {
        var tasks = _searches.Select((search, i) => Task.Factory.StartNew(
            () =>
            {
                search.BeginFrom(from);
                var before = search.Iterations;
                search.Anneal(hot, cold, done => (Used(before + done, reports: i == 0) - part.Begin) / (part.End - part.Begin));
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        Task.WaitAll(tasks, CancellationToken.None);
    }

    private bool IsOver() =>
        _cancellationToken.IsCancellationRequested || Stopwatch.GetElapsedTime(_began) >= (_budget.TimeLimit ?? TimeSpan.MaxValue);

    // The share of the budget that is used up, after so many iterations of a search.
    private double Used(long iterations, bool reports)
    {
        if (IsOver()) return double.PositiveInfinity;
        var elapsed = Stopwatch.GetElapsedTime(_began);
        if (reports && _report is not null && elapsed - _reported >= BetweenReports)
        {
            _reported = elapsed;
            _report(new(Iterations, _searches.Min(search => search.Best.Cost) / (3.0 * RoundProblem.Minute), elapsed));
        }

        return _budget.Iterations is { } most ? (double)iterations / most : elapsed / (_budget.TimeLimit ?? TimeSpan.MaxValue);
    }

    // What one step of a route costs: the mean way from each half to those nearest to it.
    private double Scale()
    {
        var steps = _model.Near.SelectMany((near, half) => near.Take(8).Select(other => (double)_model.TravelBetween(half, other))).ToArray();
        return steps.Length == 0 ? RoundProblem.Minute : Math.Max(1, steps.Average());
    }
}
