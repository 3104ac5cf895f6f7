using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Fhir.Searching;
using IntegratedCare.Scheduling.Settings;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Fhir.Schedules;

/// <summary>Who gives a service.</summary>
internal static class SearchSchedules
{
    public static async Task<IResult> Handle(HttpContext http, SchedulingDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var search = await DiarySearch.ReadAsync(DiaryTypes.Schedule, http, cancellationToken);
        var named = search.References("actor", "HealthcareService") ?? throw FhirErrors.Invalid("Name the service: actor=HealthcareService/…");
        var service = named.Count == 1 && Guid.TryParseExact(named.First(), "D", out var id) ? new ServiceId(id) : new(Guid.Empty);
        var (from, until) = search.Between("date");
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
        var within = (from ?? now) <= settings.LastStart(now) && (until ?? now) >= now;

        var page = await db.Teams.AsNoTracking().Where(t => within && t.Offers.Any(o => o.Service == service))
            .SelectMany(t => t.Members.Where(m => m.IsActive), (t, m) => new { Team = t.Id, t.Name, Member = m.Id })
            .OrderBy(s => s.Name).ThenBy(s => s.Team).ThenBy(s => s.Member)
            .ToPageAsync(DiaryBundle.PageOf(search), cancellationToken);
        var schedules = await db.SchedulesAsync(
            [.. page.Items.Select(s => new ScheduleId(s.Team, s.Member, service))], now, cancellationToken);
        return new FhirAnswer(DiaryBundle.Of(search, page, schedules.Select(FhirJson.Stamp), http.Request, now));
    }
}
