using IntegratedCare.DirectoryOfServices.Taxonomies;
using IntegratedCare.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.OpenReferral;

/// <summary>What a service's full record says beside the service: the place's names, the taxonomies', and what London's clocks show.</summary>
internal sealed record Surroundings(
    string PlaceName,
    IReadOnlyDictionary<string, string> NeighbourhoodNames,
    IReadOnlyDictionary<TaxonomyId, (string Name, TaxonomyKind Kind)> Taxonomies,
    DateTimeOffset Now)
{
    public static async Task<Surroundings> ReadAsync(DirectoryDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var place = await db.Places.AsNoTracking().Include(p => p.Neighbourhoods).SingleOrDefaultAsync(cancellationToken);
        var taxonomies = await db.Taxonomies.AsNoTracking().Select(t => new { t.Id, t.Name, t.Kind }).ToListAsync(cancellationToken);
        return new(
            place?.Name ?? "the place",
            place?.Neighbourhoods.ToDictionary(n => n.Code, n => n.Name) ?? [],
            taxonomies.ToDictionary(t => t.Id, t => (t.Name, t.Kind)),
            now);
    }

    /// <summary>A time of London's clocks in the standard's form, with the offset that they have on the day, today unless said otherwise.</summary>
    public string TimeOfDay(TimeOnly time, DateOnly? day = null)
    {
        var offset = (day is { } date ? LondonTime.ToLondon(LondonTime.StartOf(date)) : LondonTime.ToLondon(Now)).Offset;
        return offset == TimeSpan.Zero ? $"{time:HH\\:mm}Z" : $"{time:HH\\:mm}+{offset:hh\\:mm}";
    }
}
