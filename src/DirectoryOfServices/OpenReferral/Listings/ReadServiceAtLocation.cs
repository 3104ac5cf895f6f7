using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

internal static class ReadServiceAtLocation
{
    public static async Task<IResult> Handle(Guid id, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!await db.Set<ServiceSite>().AnyAsync(link => link.Id == id, cancellationToken))
            throw new DomainException(OpenReferralErrors.ServiceAtLocationUnknown);

        var now = time.GetUtcNow();
        var around = await Surroundings.ReadAsync(db, now, cancellationToken);
        return OpenAnswer.Of((await ListServicesAtLocations.ReadAsync([id], around, db, now, cancellationToken))[0]);
    }
}
