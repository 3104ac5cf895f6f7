using IntegratedCare.Kernel.Time;
using IntegratedCare.Quality.ControlCharts;
using IntegratedCare.Quality.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures.SpecialCauses;

/// <summary>Looks at the charts of the place for special causes of concern in the newest finished value, and tells of each once.</summary>
/// <remarks>
/// It runs under the feeder's lease and in its transaction; should two ever run at once, the unique index lets one of them tell. A finding is withdrawn
/// where the newest value tells it no more, and one of an earlier period where its value was corrected: limits that move on with the months take
/// nothing back.
/// </remarks>
internal static class SpecialCauseWatch
{
    private const int ExplainedWithinDays = 14;

    public static async Task LookAsync(
        QualityDb db, IReadOnlyList<Measure> measures, Func<Measure, bool> isTouched, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(now);
        var looks = await db.MeasureLooks.ToDictionaryAsync(l => l.MeasureCode, cancellationToken);
        foreach (var measure in measures)
        {
            var (last, look) = (measure.Period.LastFinished(today), looks.GetValueOrDefault(measure.Code));
            if (look?.Period == last && !isTouched(measure)) continue;
            if (look is null) db.MeasureLooks.Add(look = new() { MeasureCode = measure.Code });
            look.Period = last;
            await LookAsync(db, measure, today, now, cancellationToken);
        }
    }

    private static async Task LookAsync(QualityDb db, Measure measure, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var drawn = await MeasureChart.OfAsync(db, measure, MeasureScope.Place, "", today, cancellationToken);
        var causes = await db.SpecialCauses.Where(c => c.MeasureCode == measure.Code).ToListAsync(cancellationToken);
        foreach (var cause in causes.Where(c => c.Stands && !StillTold(c, drawn)))
        {
            cause.Withdraw(now);
            db.Publish(cause.Withdrawn(now));
            await db.EndTasksAsync(Matter.Measure, cause.Id.Value, QualityTaskKind.ExplainSpecialCause, now, cancellationToken);
        }

        if (drawn.Chart is not { } chart || chart.TypeOf(chart.Rules[^1]) != PointType.SpecialCauseConcern) return;
        var (newest, rule) = (drawn.Finished[^1], chart.Rules[^1]);
        var known = causes.Find(c => c.Period == newest.Period && c.Rule == rule);
        if (known is { Stands: true }) return;
        if (known is null) db.SpecialCauses.Add(known = SpecialCause.Find(measure.Code, newest.Period, rule, newest.Value, now));
        else known.FindAgain(newest.Value, now);
        db.Publish(known.Found());
        await db.RaiseTaskAsync(
            new(known.Source, QualityTaskKind.ExplainSpecialCause, measure.Owner, today.AddDays(ExplainedWithinDays), Matter.Measure, known.Id.Value),
            now, cancellationToken);
    }

    private static bool StillTold(SpecialCause cause, MeasureChart drawn)
    {
        var at = drawn.Finished.FindIndex(v => v.Period == cause.Period);
        if (at < 0 || drawn.Chart is not { } chart) return false;
        var isOlder = at < drawn.Finished.Count - 1;
        if (isOlder && drawn.Finished[at].Value.Equals(cause.Value)) return true;
        return chart.Rules[at] == cause.Rule && chart.TypeOf(cause.Rule) == PointType.SpecialCauseConcern;
    }
}
