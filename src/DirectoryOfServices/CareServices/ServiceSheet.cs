using IntegratedCare.DirectoryOfServices.Availability;
using IntegratedCare.DirectoryOfServices.Capacity;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.CareServices;

/// <summary>Everything that an answer about a service is made of.</summary>
internal sealed record ServiceSheet(CareService Service, CapacityReport? LatestReport, ServiceAvailability? Availability)
{
    /// <summary>The sheets of the services named, by id.</summary>
    public static async Task<Dictionary<ServiceId, ServiceSheet>> ReadAsync(
        DirectoryDb db, IReadOnlyCollection<ServiceId> ids, CancellationToken cancellationToken)
    {
        var services = await db.CareServices.AsNoTracking()
            .Include(s => s.Provider)
            .Include(s => s.Sites).ThenInclude(s => s.Site)
            .Include(s => s.Neighbourhoods)
            .Include(s => s.Practices)
            .Include(s => s.Terms).ThenInclude(t => t.Term)
            .AsSplitQuery()
            .Where(s => ids.Contains(s.Id))
            .ToListAsync(cancellationToken);
        var reports = await db.CapacityReports.AsNoTracking()
            .Where(r => ids.Contains(r.ServiceId))
            .GroupBy(r => r.ServiceId)
            .Select(g => g.OrderByDescending(r => r.ReportedAt).ThenByDescending(r => r.Id).First())
            .ToDictionaryAsync(r => r.ServiceId, cancellationToken);
        var availability = await db.ServiceAvailability.AsNoTracking()
            .Where(a => ids.Contains(a.ServiceId))
            .ToDictionaryAsync(a => a.ServiceId, cancellationToken);
        return services.ToDictionary(
            s => s.Id, s => new ServiceSheet(s, reports.GetValueOrDefault(s.Id), availability.GetValueOrDefault(s.Id)));
    }
}
