using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Slots;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Rounds;

/// <summary>A round as a list shows it.</summary>
public sealed record FoundRound(
    Guid Id, DateOnly Date, RoundStatus Status, DateTimeOffset MadeAt, DateTimeOffset? PublishedAt, double? BestCostMinutes, int Version);

/// <summary>A team's rounds, the earliest day first and of a day the newest; without a date asked for, those of today and later.</summary>
internal static class FindRounds
{
    public static async Task<Ok<Page<FoundRound>>> Handle(
        Guid teamId, [FromQuery, DiaryDate] DateOnly? date, [AsParameters] PageRequest paging, Caller caller, SchedulingDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var team = await db.TeamOfRoundsAsync(teamId, caller, cancellationToken);
        var today = LondonTime.DateOf(time.GetUtcNow());
        var page = await db.Rounds.AsNoTracking().Where(r => r.Team == team.Id && (date == null ? r.Date >= today : r.Date == date))
            .OrderBy(r => r.Date).ThenByDescending(r => r.MadeAt).ThenBy(r => r.Id)
            .Select(r => new { r.Id, r.Date, r.Status, r.MadeAt, r.PublishedAt, r.BestCost, r.Version })
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<FoundRound>(
            [.. page.Items.Select(r => new FoundRound(
                r.Id.Value, r.Date, r.Status, LondonTime.ToLondon(r.MadeAt),
                r.PublishedAt is { } published ? LondonTime.ToLondon(published) : null, r.BestCost, r.Version))],
            page.Number, page.PageSize, page.Total));
    }
}
