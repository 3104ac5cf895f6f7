using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.Kernel.Errors;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>Where the person is for whom somebody looks: a position, a neighbourhood, both or neither.</summary>
internal sealed record Standpoint(double? Latitude, double? Longitude, string? NeighbourhoodCode)
{
    public static async Task<Standpoint> OfAsync(ServiceQuery asked, DirectoryDb db, CancellationToken cancellationToken)
    {
        await db.RequireNeighbourhoodsAsync([asked.Neighbourhood], cancellationToken);
        if (asked.Postcode is null) return new(null, null, asked.Neighbourhood);

        var postcode = Postcode.Parse(asked.Postcode);
        var position = await db.Postcodes.AsNoTracking().SingleOrDefaultAsync(p => p.Postcode == postcode, cancellationToken)
            ?? throw new DomainException(PlaceErrors.PostcodeUnknown);
        return new(position.Latitude, position.Longitude, asked.Neighbourhood ?? position.NeighbourhoodCode);
    }
}
