using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Quality.Measures.Feeding;

/// <summary>Marks that were taken, as the periods of measures that are to be worked out again.</summary>
internal sealed class MarkedPeriods
{
    private readonly ILookup<MarkSource, DateOnly> days;
    private readonly HashSet<string> whole;
    private readonly HashSet<string> touched;

    private MarkedPeriods(int taken, ILookup<MarkSource, DateOnly> days, HashSet<string> whole, HashSet<string> touched) =>
        (Taken, this.days, this.whole, this.touched) = (taken, days, whole, touched);

    /// <summary>How many marks were taken away.</summary>
    public int Taken { get; }

    /// <summary>Takes the oldest marks away. Whoever adds a mark meanwhile finds it taken by the next batch, which sees what it is about.</summary>
    public static async Task<MarkedPeriods> TakeAsync(QualityDb db, int marksMax, CancellationToken cancellationToken)
    {
        // Which contact is the first of a consultation changes with any booking of that consultation: their days are marked as well.
        var taken = await db.Database.SqlQuery<TakenMark>(
            $"""
             with taken as (
                 delete from measure_marks where id in (select id from measure_marks order by id limit {marksMax})
                 returning source, day, booking_id, measure_code),
             siblings as (
                 select distinct (other.starts_at at time zone 'Europe/London')::date as day
                 from (select distinct booking_id from taken where booking_id is not null) marked
                 join bookings b on b.id = marked.booking_id
                 join booked_people mine on mine.booking_id = b.id join booked_people same on same.person_key = mine.person_key
                 join bookings other on other.id = same.booking_id and other.service_id = b.service_id and other.consulted_on = b.consulted_on)
             select source as "Source", day as "Day", measure_code as "MeasureCode", count(*)::int as "Count" from taken group by 1, 2, 3
             union all select {nameof(MarkSource.Booking)}, day, null, 0 from siblings
             """).ToListAsync(cancellationToken);
        var marks = taken.ConvertAll(t => (Source: Enum.Parse<MarkSource>(t.Source), t.Day, t.MeasureCode));
        return new(
            taken.Sum(t => t.Count),
            marks.Where(m => m.Day is not null).ToLookup(m => m.Source, m => m.Day!.Value),
            [.. marks.Where(m => m.Source == MarkSource.Measure).Select(m => m.MeasureCode ?? "")],
            [.. marks.Where(m => m.MeasureCode is not null).Select(m => m.MeasureCode ?? "")]);
    }

    /// <summary>Whether a chart of the measure may look different now.</summary>
    public bool Touch(Measure measure) =>
        touched.Contains(measure.Code) || (FeedRules.SourceOf(measure.Feed) is { } source && days.Contains(source));

    /// <summary>The periods of an automatic measure that are to be worked out again, earliest first.</summary>
    public async Task<IReadOnlyCollection<DateOnly>> PeriodsOfAsync(
        QualityDb db, Measure measure, int monthsBackMax, DateOnly today, CancellationToken cancellationToken)
    {
        if (FeedRules.SourceOf(measure.Feed) is not { } source) return [];
        var earliest = measure.Period.StartOf(today.AddMonths(-monthsBackMax));
        var periods = new SortedSet<DateOnly>(days[source].Select(day => measure.Period.StartOf(day)).Where(start => start >= earliest));
        if (!whole.Contains(measure.Code)) return periods;

        // What an earlier definition worked out stands no more.
        await db.AutomaticValues.Where(v => v.MeasureCode == measure.Code).ExecuteDeleteAsync(cancellationToken);
        var (first, last) = await ExtentAsync(db, source, today, cancellationToken);
        for (var start = Later(measure.Period.StartOf(first), earliest); start <= last; start = measure.Period.After(start)) periods.Add(start);
        return periods;
    }

    private static async Task<(DateOnly First, DateOnly Last)> ExtentAsync(
        QualityDb db, MarkSource source, DateOnly today, CancellationToken cancellationToken)
    {
        var extent = source == MarkSource.Booking
            ? db.Database.SqlQuery<Extent>(
                $"""
                 select (min(starts_at) at time zone 'Europe/London')::date as "First", (max(starts_at) at time zone 'Europe/London')::date as "Last"
                 from bookings
                 """)
            : db.Database.SqlQuery<Extent>(
                $"""select (min(restricted_at) at time zone 'Europe/London')::date as "First", null::date as "Last" from restrictions""");
        var found = (await extent.ToListAsync(cancellationToken))[0];
        return (found.First ?? today, Later(found.Last ?? today, today));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private sealed record TakenMark(string Source, DateOnly? Day, string? MeasureCode, int Count);

    private sealed record Extent(DateOnly? First, DateOnly? Last);
}
