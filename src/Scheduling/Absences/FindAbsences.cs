using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Scheduling.Bookings;
using IntegratedCare.Scheduling.Slots;
using IntegratedCare.Scheduling.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Absences;

/// <summary>The absences that stand in a team of the caller, earliest first; without a time asked for, those that are not over.</summary>
internal static class FindAbsences
{
    public static async Task<Ok<Page<AbsenceView>>> Handle(
        [FromQuery] Guid teamId, [FromQuery] DiaryTime? from, [FromQuery] DiaryTime? to, [AsParameters] PageRequest paging,
        Caller caller, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var team = db.TeamsOf(caller).Where(t => t.Id == new TeamId(teamId));
        if (!await team.AnyAsync(cancellationToken)) throw new DomainException(TeamErrors.Unknown);
        var names = (await db.AbsentOfAsync(team, cancellationToken)).ToDictionary(a => a.Resource, a => a.Name);
        var ids = names.Keys.ToList();
        var start = from?.Begin ?? time.GetUtcNow();
        var absences = db.Absences.AsNoTracking().Where(a => ids.Contains(a.Resource) && a.CancelledAt == null && a.EndsAt > start);
        if (to is { End: var end }) absences = absences.Where(a => a.StartsAt < end);
        var page = await absences.OrderBy(a => a.StartsAt).ThenBy(a => a.Id).ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(new Page<AbsenceView>(
            [.. page.Items.Select(a => AbsenceView.Of(a, names[a.Resource]))], page.Number, page.PageSize, page.Total));
    }
}
