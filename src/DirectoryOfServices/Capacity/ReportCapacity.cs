using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Audit;
using IntegratedCare.Kernel.Auth;
using IntegratedCare.Kernel.Errors;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Capacity;

/// <summary>How much room the service has, and until when that may be believed.</summary>
public sealed record ReportCapacityRequest(CapacityLevel Status, DateTimeOffset ExpiresAt);

internal static class ReportCapacity
{
    public static async Task<Ok<CapacityView>> Handle(
        Guid id, ReportCapacityRequest request, Caller caller, Purpose purpose, DirectoryDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var serviceId = new ServiceId(id);
        var service = await db.CareServices.AsNoTracking().Include(s => s.Neighbourhoods)
            .SingleOrDefaultAsync(s => s.Id == serviceId, cancellationToken)
            ?? throw new DomainException(ServiceErrors.Unknown);
        await db.RequireInsiderAsync(caller, service, cancellationToken);

        var report = CapacityReport.Of(service, request, caller, now);
        db.CapacityReports.Add(report);
        db.Publish(report.Reported());
        db.RecordAccess(caller, purpose, "service.report-capacity", "service", $"{id}");
        await db.SaveChangesAsync(cancellationToken);
        var slots = await db.ServiceAvailability.AsNoTracking().SingleOrDefaultAsync(a => a.ServiceId == serviceId, cancellationToken);
        return TypedResults.Ok(CapacityView.Of(new(service, report, slots), now));
    }
}
