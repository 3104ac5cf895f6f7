using IntegratedCare.Quality.Measures;
using IntegratedCare.Quality.Measures.Values;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.ControlCharts;

/// <summary>The chart of a measure as its values stand now: of those whose period lies behind.</summary>
internal sealed class MeasureChart
{
    private MeasureChart(
        Measure measure, DateOnly today, List<SeriesValue> finished, SeriesValue? provisional, List<Rebase> rebases, ControlChart? chart) =>
        (Measure, Today, Finished, Provisional, Rebases, Chart) = (measure, today, finished, provisional, rebases, chart);

    public Measure Measure { get; }
    public DateOnly Today { get; }
    public List<SeriesValue> Finished { get; }

    /// <summary>The value of the period that is going on, which no rule judges; null where there is none yet.</summary>
    public SeriesValue? Provisional { get; }

    /// <summary>Those that stand, earliest first.</summary>
    public IReadOnlyList<Rebase> Rebases { get; }

    public ControlChart? Chart { get; }     // null: no period with a value lies behind

    /// <summary>What the measure was to reach at the newest finished period, by which the chart is judged; null without a target.</summary>
    public double? Target => Finished is [.., var newest] ? Measure.TargetOn(Measure.Period.After(newest.Period).AddDays(-1)) : Measure.TargetOn(Today);

    public static async Task<MeasureChart> OfAsync(
        QualityDb db, Measure measure, MeasureScope scope, string key, DateOnly today, CancellationToken cancellationToken)
    {
        var series = await db.SeriesOfAsync(measure, scope, key, cancellationToken);
        var rebases = await db.Rebases.AsNoTracking().Where(r => r.MeasureCode == measure.Code && r.TakenBackAt == null)
            .OrderBy(r => r.Period).Take(Rebase.MeasureMax).ToListAsync(cancellationToken);
        return Of(measure, series, rebases, today);
    }

    /// <summary>Draws up the chart of values that are in the order of their periods.</summary>
    public static MeasureChart Of(Measure measure, IReadOnlyList<SeriesValue> series, List<Rebase> rebases, DateOnly today)
    {
        var finished = series.Where(v => measure.Period.IsFinished(v.Period, today)).ToList();
        var current = measure.Period.StartOf(today);
        var provisional = series.Where(v => v.Period == current).Select(v => (SeriesValue?)v).FirstOrDefault();
        var drawn = new MeasureChart(measure, today, finished, provisional, rebases, chart: null);
        if (finished.Count == 0) return drawn;

        double[] values = [.. finished.Select(v => v.Value)];
        var settings = new ChartSettings(measure.ImprovementDirection, drawn.Target, measure.FixAfterPoints, measure.ScreenOutliers);
        return new(measure, today, finished, provisional, rebases, ControlChart.Of(values, GroupStarts(finished, rebases), settings));
    }

    // New limits begin with the first value of the period or after it; two rebases with no value between them are one.
    private static int[] GroupStarts(List<SeriesValue> finished, List<Rebase> rebases) =>
        [.. rebases.Select(r => finished.FindIndex(v => v.Period >= r.Period)).Where(at => at > 0).Distinct().Order()];
}
