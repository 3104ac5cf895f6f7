using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Claims;
using IntegratedCare.Scheduling.Settings;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>Who gives a service, where, with what and when, and who is absent: all that slots are worked out from, except what is taken.</summary>
internal sealed class ServiceRota(
    ServiceId service, IReadOnlyList<TeamRota> teams, IReadOnlyDictionary<ResourceId, TakenTime> absences,
    PlaceSettings? settings = null)
{
    public ServiceId Service { get; } = service;
    public IReadOnlyList<TeamRota> Teams { get; } = Rated(teams);
    public PlaceSettings Settings { get; } = settings ?? PlaceSettings.Default;

    public bool IsAbsent(ResourceId resource, Interval time) => absences.TryGetValue(resource, out var away) && away.Overlaps(time);

    /// <summary>The slot as the team offers it now, taken or not; null where it does not.</summary>
    public Slot? SlotAt(SlotId id) => Teams.Where(t => t.Id == id.Team).SelectMany(t => t.Lines)
        .Where(l => l.Pattern.Member == id.Member).Select(l => l.SlotAt(id.Start))
        .FirstOrDefault(slot => slot is not null && !IsAbsent(slot.Member.Resource, slot.Span));

    private static IReadOnlyList<TeamRota> Rated(IReadOnlyList<TeamRota> teams)
    {
        var ranks = teams.SelectMany(t => t.Lines).OrderBy(l => l.Team.Name, StringComparer.Ordinal).ThenBy(l => l.Team.Id.Value)
            .ThenBy(l => l.Pattern.Member.Value).Select((line, rank) => (line, rank));
        foreach (var (line, rank) in ranks) line.Rate(rank);
        return teams;
    }

    /// <summary>Reads the rota as it stands; absences that are over are left out.</summary>
    public static async Task<ServiceRota> ReadAsync(SchedulingDb db, ServiceId service, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settings = await db.Settings.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? PlaceSettings.Default;
        var teams = await db.Teams.AsNoTracking().Where(t => t.Offers.Any(o => o.Service == service))
            .Include(t => t.Members).Include(t => t.Offers).Include(t => t.Patterns).AsSplitQuery().ToListAsync(cancellationToken);
        var ids = teams.Select(t => t.Id.Value).ToList();
        var shared = teams.SelectMany(t => t.Offers).Any(o => o.Service == service && o.Needs.Count > 0)
            ? await db.Resources.AsNoTracking().Where(r => r.IsInUse && r.TeamIds.Any(t => ids.Contains(t))).Include(r => r.Hours)
                .ToListAsync(cancellationToken)
            : [];

        var bankHolidays = settings.BankHolidays.ToHashSet();
        // Between the queries a team may have stopped giving the service: then the rota's version has changed too, and this is not kept.
        var rotas = teams.Select(t => (Team: t, Offer: t.Offers.FirstOrDefault(o => o.Service == service))).Where(t => t.Offer is not null)
            .OrderBy(t => t.Team.Id.Value).Select(t => new TeamRota(t.Team, t.Offer ?? throw new InvalidOperationException(), shared, bankHolidays, t.Team.Patterns))
            .ToList();
        var resources = rotas.SelectMany(r => r.ResourceIds).Distinct().ToList();
        var absences = await db.Absences.AsNoTracking()
            .Where(a => resources.Contains(a.Resource) && a.CancelledAt == null && a.EndsAt > now).ToListAsync(cancellationToken);
        return new(service, rotas, absences.GroupBy(a => a.Resource, a => a.Time).ToDictionary(g => g.Key, g => new TakenTime(g)), settings);
    }
}
