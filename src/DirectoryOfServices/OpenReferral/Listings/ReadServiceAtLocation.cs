using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Listings;

internal static class ReadServiceAtLocation
{
    public static async Task<IResult> Handle(Guid id, DirectoryDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var around = await Surroundings.ReadAsync(db, now, cancellationToken);
        var found = await ListServicesAtLocations.ReadAsync([id], around, db, now, cancellationToken);
        return found.Count > 0 ? OpenAnswer.Of(found[0]) : throw new DomainException(OpenReferralErrors.ServiceAtLocationUnknown);
    }
}
