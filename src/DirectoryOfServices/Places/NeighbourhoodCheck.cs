using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Places;

/// <summary>A record may only name neighbourhoods that the place has.</summary>
internal static class NeighbourhoodCheck
{
    /// <remarks>The caller holds or shares the place, so that none of them can go before it has committed.</remarks>
    public static async Task RequireNeighbourhoodsAsync(
        this DirectoryDb db, IEnumerable<string?> codes, CancellationToken cancellationToken)
    {
        var named = codes.OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (named.Length == 0) return;

        var known = await db.Set<Neighbourhood>().Where(n => named.Contains(n.Code)).Select(n => n.Code)
            .ToListAsync(cancellationToken);
        if (named.Except(known).FirstOrDefault() is { } unknown)
            throw new DomainException(PlaceErrors.NeighbourhoodUnknown, $"Neighbourhood {unknown}.");
    }
}
