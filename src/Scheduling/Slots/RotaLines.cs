using IntegratedCare.Scheduling.CareServices;
using IntegratedCare.Scheduling.Teams;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Slots;

/// <summary>Reads who works when for a service.</summary>
internal static class RotaLines
{
    public static async Task<List<RotaLine>> RotaAsync(
        this IQueryable<Team> teams, ServiceId service, CancellationToken cancellationToken) =>
        await (
            from team in teams.AsNoTracking()
            from offer in team.Offers
            where offer.Service == service
            from pattern in team.Patterns
            select new RotaLine(team.Id, team.Name, service, offer.AppointmentMinutes, pattern))
            .ToListAsync(cancellationToken);

    /// <summary>The slot as the team offers it now, taken or not; null where it does not.</summary>
    public static async Task<Slot?> SlotAtAsync(this SchedulingDb db, SlotId id, CancellationToken cancellationToken)
    {
        var rota = await db.Teams.Where(t => t.Id == id.Team).RotaAsync(id.Service, cancellationToken);
        return rota.Where(line => line.Pattern.Member == id.Member)
            .Select(line => line.SlotAt(id.Start)).FirstOrDefault(slot => slot is not null);
    }
}
