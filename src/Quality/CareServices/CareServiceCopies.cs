namespace IntegratedCare.Quality.CareServices;

internal static class CareServiceCopies
{
    /// <summary>The copy that is held, else a new one that stands once the consumer's work is saved.</summary>
    public static async Task<CareService> CopyOfAsync(
        this QualityDb db, Guid serviceId, CancellationToken cancellationToken)
    {
        var id = CareServiceId.From(serviceId);
        var copy = await db.CareServices.FindAsync([id], cancellationToken);
        return copy ?? db.CareServices.Add(new() { Id = id }).Entity;
    }
}
