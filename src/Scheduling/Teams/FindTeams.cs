using System.ComponentModel.DataAnnotations;
using IntegratedCare.Kernel.Paging;
using IntegratedCare.Scheduling.CareServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.Scheduling.Teams;

internal static class FindTeams
{
    public static async Task<Ok<Page<TeamSummary>>> Handle(
        [FromQuery, StringLength(50)] string? neighbourhood, [FromQuery] Guid? serviceId, [AsParameters] PageRequest paging,
        SchedulingDb db, CancellationToken cancellationToken)
    {
        var teams = db.Teams.AsNoTracking();
        if (neighbourhood is not null) teams = teams.Where(t => t.NeighbourhoodCodes.Contains(neighbourhood));
        if (serviceId is { } service) teams = teams.Where(t => t.Offers.Any(o => o.Service == new ServiceId(service)));
        var page = await teams.OrderBy(t => t.Name).ThenBy(t => t.Id)
            .Select(t => new TeamSummary(
                t.Id.Value, t.Name, t.NeighbourhoodCodes, t.Offers.Select(o => o.Service.Value).ToList(),
                t.Members.Count(m => m.IsActive), t.IsDemonstration))
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(page);
    }
}
