using IntegratedCare.Scheduling.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.WaitingList;

/// <summary>How a service stands by its wait standard, for one priority.</summary>
/// <remarks>
/// Days are whole days since the referral was received. <c>Open</c>: not seen yet, on the list or booked; <c>Waiting</c>: of those, on the list.
/// <c>SeenWithinStandard</c> of <c>Seen</c>: those whose care was given in the last <c>SeenDays</c> days. A median or longest of nobody is absent.
/// </remarks>
public sealed record WaitMeasure(
    Named Service, Priority Priority, int Open, int Waiting, int Breached, int Lost, double? MedianOpenDays, double? LongestOpenDays,
    int Seen, int SeenWithinStandard, double? MedianSeenDays);

public sealed record WaitMeasures(DateTimeOffset At, int SeenDays, IReadOnlyList<WaitMeasure> Items);

/// <summary>How many wait, how long, and how many were seen in time: for each service and priority, the most urgent first.</summary>
internal static class MeasureWaits
{
    private const int SeenDays = 90;
    private const int RowsMax = 1_000;

    public static async Task<Ok<WaitMeasures>> Handle(
        [FromQuery] Guid? serviceId, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = now.AddDays(-SeenDays);
        var rows = await db.Database.SqlQuery<MeasuredRow>(
            $"""
             SELECT r.service, coalesce(s.name, {BookingNames.NotNamedYet}) AS name, r.priority,
                 count(*) FILTER (WHERE closed_at IS NULL)::int AS open,
                 count(*) FILTER (WHERE stage = 'Waiting')::int AS waiting,
                 count(*) FILTER (WHERE closed_at IS NULL AND due_by <= {now})::int AS breached,
                 count(*) FILTER (WHERE lost_at IS NOT NULL AND act_by IS NULL AND stage IN ('Received', 'Accepted'))::int AS lost,
                 percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM {now} - received_at) / 86400)
                     FILTER (WHERE closed_at IS NULL) AS "MedianOpenDays",
                 max(extract(epoch FROM {now} - received_at) / 86400) FILTER (WHERE closed_at IS NULL)::float8 AS "LongestOpenDays",
                 count(*) FILTER (WHERE stage = 'Seen' AND closed_at >= {since})::int AS seen,
                 count(*) FILTER (WHERE stage = 'Seen' AND closed_at >= {since} AND closed_at <= due_by)::int AS "SeenWithinStandard",
                 percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - received_at) / 86400)
                     FILTER (WHERE stage = 'Seen' AND closed_at >= {since}) AS "MedianSeenDays"
             FROM service_requests r LEFT JOIN care_services s ON s.id = r.service
             WHERE r.kind = 'Referral' AND (r.closed_at IS NULL OR r.closed_at >= {since}) AND ({serviceId}::uuid IS NULL OR r.service = {serviceId})
             GROUP BY r.service, s.name, r.priority
             ORDER BY CASE r.priority WHEN 'Urgent' THEN 0 WHEN 'Soon' THEN 1 ELSE 2 END, 2, 1 LIMIT {RowsMax}
             """).ToListAsync(cancellationToken);
        return TypedResults.Ok(new WaitMeasures(now, SeenDays, [.. rows.Select(r => new WaitMeasure(
            new(r.Service, r.Name), Enum.Parse<Priority>(r.Priority), r.Open, r.Waiting, r.Breached, r.Lost,
            Rounded(r.MedianOpenDays), Rounded(r.LongestOpenDays), r.Seen, r.SeenWithinStandard, Rounded(r.MedianSeenDays)))]));
    }

    private static double? Rounded(double? days) => days is { } some ? Math.Round(some, 1) : null;

    private sealed record MeasuredRow(
        Guid Service, string Name, string Priority, int Open, int Waiting, int Breached, int Lost, double? MedianOpenDays, double? LongestOpenDays,
        int Seen, int SeenWithinStandard, double? MedianSeenDays);
}
