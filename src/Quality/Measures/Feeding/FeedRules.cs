namespace IntegratedCare.Quality.Measures.Feeding;

/// <summary>How the system works a measure's values out: one statement a rule, for every service and neighbourhood of a period at once.</summary>
/// <remarks>
/// A rule answers rows of scope, key, value, numerator and denominator. Its parameters: the first instant of the period (1), the first after it (2), and
/// the same as London's dates (3, 4), and the present (5). A booking is of the day for which it stands now, and of the neighbourhood that its team serves, else of that of
/// the site where care is given.
/// </remarks>
internal static class FeedRules
{
    private const string Bookings = """
        from (
            select x.*, coalesce(x.neighbourhood_code, s.neighbourhood_code) as neighbourhood from bookings x left join sites s on s.id = x.site_id
            where x.starts_at >= {1} and x.starts_at < {2}) b
        where true
        """;

    // A booking of no known neighbourhood counts for its service and the place.
    private const string EachScope = """
        group by grouping sets ((), (b.service_id), (b.neighbourhood))
        having grouping(b.neighbourhood) = 1 or b.neighbourhood is not null
        """;

    private const string Scope = """
        case when grouping(b.service_id) = 0 then 'Service' when grouping(b.neighbourhood) = 0 then 'Neighbourhood' else 'Place' end,
        case when grouping(b.service_id) = 0 then b.service_id::text when grouping(b.neighbourhood) = 0 then b.neighbourhood else '' end
        """;

    /// <summary>
    /// A contact counts where it is the first of its consultation: of the same person, for the same service. Whether one follows another is kept with a
    /// booking when its person is erased, for then nobody could tell any more.
    /// </summary>
    private const string Waits = $"""
        select {Scope}, percentile_cont(0.5) within group (order by greatest(0, (b.starts_at at time zone 'Europe/London')::date - b.consulted_on)),
            null::bigint, count(*)
        {Bookings} and b.state = 'Delivered' and b.consulted_on is not null and not coalesce(b.is_follow_up, false) and not exists (
            select from booked_people mine join booked_people same on same.person_key = mine.person_key
            join bookings earlier on earlier.id = same.booking_id
            where mine.booking_id = b.id and earlier.service_id = b.service_id and earlier.consulted_on = b.consulted_on
                and earlier.state = 'Delivered' and (earlier.starts_at, earlier.id) < (b.starts_at, b.id))
        {EachScope}
        """;

    private const string DidNotAttend = $"""
        select {Scope}, (100.0 * count(*) filter (where b.state = 'DidNotAttend') / nullif(count(*), 0))::double precision,
             count(*) filter (where b.state = 'DidNotAttend'), count(*)
        {Bookings} and b.state in ('Delivered', 'DidNotAttend')
        {EachScope}
        """;

    private const string Cancellations = $"""
        select {Scope}, (100.0 * count(*) filter (where b.state = 'Cancelled') / nullif(count(*), 0))::double precision,
             count(*) filter (where b.state = 'Cancelled'), count(*)
        {Bookings}
        {EachScope}
        """;

    // Each service by itself, and each day once however many restrictions stand. A day on which a restriction stood for a moment is a day.
    private const string RestrictedDays = """
        select case when grouping(d.service_id) = 0 then 'Service' else 'Place' end,
            case when grouping(d.service_id) = 0 then d.service_id::text else '' end, count(d.day)::double precision, null::bigint, null::bigint
        from (
            select distinct r.service_id, day::date as day from restrictions r, generate_series(
                greatest((r.restricted_at at time zone 'Europe/London')::date, {3}::date),
                least((coalesce(r.lifted_at, {5}) at time zone 'Europe/London')::date, {4}::date - 1), interval '1 day') day
            where r.restricted_at < {2} and coalesce(r.lifted_at, {5}) >= {1}) d
        group by grouping sets ((), (d.service_id))
        """;

    /// <summary>The rule of a feed; null for one whose values people send.</summary>
    public static string? Of(MeasureFeed feed) => feed switch
    {
        MeasureFeed.Import => null,
        MeasureFeed.WaitToFirstContact => Refresh(Waits),
        MeasureFeed.DidNotAttendRate => Refresh(DidNotAttend),
        MeasureFeed.CancellationRate => Refresh(Cancellations),
        MeasureFeed.RestrictedDays => Refresh(RestrictedDays),
    };

    /// <summary>What change of the world concerns the feed.</summary>
    public static MarkSource? SourceOf(MeasureFeed feed) => feed switch
    {
        MeasureFeed.Import => null,
        MeasureFeed.WaitToFirstContact or MeasureFeed.DidNotAttendRate or MeasureFeed.CancellationRate => MarkSource.Booking,
        MeasureFeed.RestrictedDays => MarkSource.Restriction,
    };

    // What did not change is not written; a service that has no value any more loses its row.
    private static string Refresh(string rule) => $$"""
        with figures (scope, key, value, numerator, denominator) as materialized ({{rule}}),
        gone as (
            delete from automatic_values v where v.measure_code = {0} and v.period = {3}::date
                and not exists (select from figures f where f.scope = v.scope and f.key = v.scope_key and f.value is not null))
        insert into automatic_values as v (measure_code, scope, scope_key, period, value, numerator, denominator)
        select {0}, scope, key, {3}::date, value, numerator, denominator from figures where value is not null
        on conflict (measure_code, scope, scope_key, period) do update
            set (value, numerator, denominator) = (excluded.value, excluded.numerator, excluded.denominator)
            where (v.value, v.numerator, v.denominator) is distinct from (excluded.value, excluded.numerator, excluded.denominator)
        """;
}
