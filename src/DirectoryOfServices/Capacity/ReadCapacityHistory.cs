using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Errors;
using IntegratedCare.Kernel.Paging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Capacity;

/// <summary>What somebody once reported of a service's room, in which role and for which organisation.</summary>
public sealed record CapacityReportView(
    CapacityLevel Status,
    DateTimeOffset ReportedAt,
    DateTimeOffset ExpiresAt,
    string ReportedByRole,
    string? ReportedByOrganisation);

/// <summary>Every report of a service's room, the latest first.</summary>
internal static class ReadCapacityHistory
{
    public static async Task<Ok<Page<CapacityReportView>>> Handle(
        Guid id, [AsParameters] PageRequest paging, DirectoryDb db, CancellationToken cancellationToken)
    {
        var serviceId = new ServiceId(id);
        if (!await db.CareServices.AnyAsync(s => s.Id == serviceId, cancellationToken))
            throw new DomainException(ServiceErrors.Unknown);

        var page = await db.CapacityReports.AsNoTracking()
            .Where(r => r.ServiceId == serviceId)
            .OrderByDescending(r => r.ReportedAt).ThenByDescending(r => r.Id)
            .Select(r => new CapacityReportView(r.Status, r.ReportedAt, r.ExpiresAt, r.Role, r.OrganisationCode))
            .ToPageAsync(paging, cancellationToken);
        return TypedResults.Ok(page);
    }
}
