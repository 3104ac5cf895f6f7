using IntegratedCare.Scheduling.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Referrals;

public sealed record WaitStandardView(Priority Priority, int ActWithinHours, int SeenWithinDays);

public sealed record WaitStandards(IReadOnlyList<WaitStandardView> Items);

/// <summary>How soon somebody acts on a referral, and how long a person may wait: for each priority, the most urgent first.</summary>
internal static class GetWaitStandards
{
    public static async Task<Ok<WaitStandards>> Handle(SchedulingDb db, CancellationToken cancellationToken)
    {
        var own = await db.WaitStandards.AsNoTracking().ToDictionaryAsync(s => s.Priority, cancellationToken);
        return TypedResults.Ok(new WaitStandards([.. Enum.GetValues<Priority>().OrderDescending()
            .Select(p => own.GetValueOrDefault(p) ?? WaitStandard.DefaultOf(p))
            .Select(s => new WaitStandardView(s.Priority, s.ActWithinHours, s.SeenWithinDays))]));
    }
}
