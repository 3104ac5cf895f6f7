using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Fhir.Resources;
using IntegratedCare.Scheduling.Settings;
using IntegratedCare.Scheduling.Sites;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Fhir.Schedules;

/// <summary>Says who gives a service in a team, where, and how far ahead it can be booked.</summary>
/// <remarks>
/// Service and place are resources of the directory. A member of a team is no resource: they are named, with our identifier.
/// </remarks>
internal static class ScheduleReading
{
    /// <summary>The schedules with these ids that there are, in the order of the ids.</summary>
    public static async Task<IReadOnlyList<ScheduleResource>> SchedulesAsync(
        this SchedulingDb db, IReadOnlyCollection<ScheduleId> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (teamIds, serviceIds) = (ids.Select(i => i.Team).Distinct().ToList(), ids.Select(i => i.Service).Distinct().ToList());
        var teams = await db.Teams.AsNoTracking().Include(t => t.Members).Include(t => t.Offers).Include(t => t.Patterns).AsSplitQuery()
            .Where(t => teamIds.Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellationToken);
        var services = await db.CareServices.AsNoTracking().Where(s => serviceIds.Contains(s.Id) && s.Name != null)
            .ToDictionaryAsync(s => s.Id, cancellationToken);
        var siteIds = teams.Values.SelectMany(t => t.Patterns).Select(p => p.Site).OfType<SiteId>().Distinct().ToList();
        var sites = await db.Sites.AsNoTracking().Where(s => siteIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, cancellationToken);
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
        var horizon = new Period(FhirJson.Instant(StartOfMinute(now)), FhirJson.Instant(settings.LastStart(StartOfMinute(now))));

        var found = new List<ScheduleResource>();
        foreach (var id in ids)
        {
            if (services.GetValueOrDefault(id.Service) is { } service && teams.GetValueOrDefault(id.Team) is { } team
                && team.Offers.Any(o => o.Service == id.Service) && team.Members.FirstOrDefault(m => m.Id == id.Member) is { } member)
            {
                found.Add(Of(id, service, team, member, sites, horizon));
            }
        }

        return found;
    }

    private static ScheduleResource Of(
        ScheduleId id, CareService service, Team team, Member member, Dictionary<SiteId, string> sites, Period horizon)
    {
        var patterns = team.Patterns.Where(p => p.Member == member.Id).ToList();
        return new()
        {
            Id = id.ToString(),
            Meta = new(null, null, []),
            Active = member.IsActive && service.TakesBookings && patterns.Count > 0,
            Extension = [.. patterns.Select(p => p.Delivery).Distinct().Order().Select(d => DiaryCodes.Code(DiaryCodes.Delivery, d))],
            ServiceType = [DiaryCodes.OfService(id.Service.Value, service.Name!)],
            Actor =
            [
                Reference.To("HealthcareService", id.Service.Value, service.Name),
                Reference.Named("PractitionerRole", DiaryCodes.Member, $"{member.Id.Value}", member.DisplayName),
                .. patterns.Select(p => p.Site).OfType<SiteId>().Distinct().OrderBy(s => s.Value)
                    .Select(s => Reference.To("Location", s.Value, sites.GetValueOrDefault(s))),
            ],
            PlanningHorizon = horizon,
            Comment = $"{team.Name}: {member.Profession}",
        };
    }

    // To the minute, so that what is read twice in a row is the same.
    private static DateTimeOffset StartOfMinute(DateTimeOffset now) => now.AddTicks(-(now.UtcTicks % TimeSpan.TicksPerMinute));
}
