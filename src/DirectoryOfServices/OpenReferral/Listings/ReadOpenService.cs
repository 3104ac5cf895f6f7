using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

internal static class ReadOpenService
{
    public static async Task<IResult> Handle(Guid id, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var serviceId = new ServiceId(id);
        if (!await db.CareServices.AnyAsync(s => s.Id == serviceId, cancellationToken)) throw new DomainException(ServiceErrors.Unknown);

        var around = await Surroundings.ReadAsync(db, time.GetUtcNow(), cancellationToken);
        return OpenAnswer.Of((await db.FullAsync([serviceId], around, cancellationToken))[0]);
    }
}
