using IntegratedCare.DirectoryOfServices.CareServices;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Availability;

/// <summary>Enters what is heard of a service's free slots.</summary>
internal static class AvailabilityBook
{
    /// <remarks>The service is held: of two events heard at once the one with the higher version is what stands. It need not be there.</remarks>
    public static async Task EnterAsync(
        DirectoryDb db, ServiceId serviceId, Action<ServiceAvailability> hear, CancellationToken cancellationToken)
    {
        await db.HoldAsync(RecordLock.Of(serviceId), cancellationToken);
        var availability = await db.ServiceAvailability.SingleOrDefaultAsync(a => a.ServiceId == serviceId, cancellationToken)
            ?? db.ServiceAvailability.Add(ServiceAvailability.Of(serviceId)).Entity;
        hear(availability);
        await db.SaveChangesAsync(cancellationToken);
    }
}
