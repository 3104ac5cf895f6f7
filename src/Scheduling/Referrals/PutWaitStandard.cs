using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Referrals;

public sealed record PutWaitStandardRequest(Priority Priority, [Range(1, 24 * 90)] int ActWithinHours, [Range(1, 730)] int SeenWithinDays);

public sealed record WaitStandardPut(Priority Priority, int ActWithinHours, int SeenWithinDays, PutOutcome Outcome);

/// <summary>Says the place's own standard of a priority. What was received keeps the times that it was promised.</summary>
internal static class PutWaitStandard
{
    public static async Task<Ok<WaitStandardPut>> Handle(
        PutWaitStandardRequest asked, Caller caller, Purpose purpose, SchedulingDb db, CancellationToken cancellationToken)
    {
        var priority = asked.Priority;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var known = await db.WaitStandards.AsNoTracking().SingleOrDefaultAsync(s => s.Priority == priority, cancellationToken);
        var outcome = known is null ? PutOutcome.Added
            : (known.ActWithinHours, known.SeenWithinDays) == (asked.ActWithinHours, asked.SeenWithinDays) ? PutOutcome.Unchanged
            : PutOutcome.Changed;

        // One statement, so that two loaders at once cannot trip over one row.
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO wait_standards (priority, act_within_hours, seen_within_days)
             VALUES ({priority.ToString()}, {asked.ActWithinHours}, {asked.SeenWithinDays})
             ON CONFLICT (priority) DO UPDATE SET act_within_hours = excluded.act_within_hours, seen_within_days = excluded.seen_within_days
             """, cancellationToken);
        if (outcome != PutOutcome.Unchanged) db.RecordAccess(caller, purpose, "wait-standard.put", "wait-standard", priority.Word());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new WaitStandardPut(priority, asked.ActWithinHours, asked.SeenWithinDays, outcome));
    }
}
