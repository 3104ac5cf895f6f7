using IntegratedCare.DirectoryOfServices.Places;
using IntegratedCare.DirectoryOfServices.Search.Index;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.DirectoryOfServices.Search;

/// <summary>Where the person is for whom somebody looks: a position in a postcode district, a neighbourhood, both or neither.</summary>
internal sealed record Standpoint(double? Latitude, double? Longitude, string? NeighbourhoodCode, string? District)
{
    public static Standpoint Of(ServiceQuery asked, PlaceTables place)
    {
        if (asked.Neighbourhood is { } code && !place.Neighbourhoods.Contains(code))
            throw new DomainException(PlaceErrors.NeighbourhoodUnknown, $"Neighbourhood {code}.");
        if (asked.Postcode is null)
        {
            return asked.WithinMetres is null
                ? new(null, null, asked.Neighbourhood, null)
                : throw new DomainException(SearchErrors.DistanceFromNowhere);
        }

        var postcode = Postcode.Parse(asked.Postcode);
        return place.Postcodes.TryGetValue(postcode, out var position)
            ? new(position.Latitude, position.Longitude, asked.Neighbourhood ?? position.NeighbourhoodCode, postcode.District)
            : throw new DomainException(PlaceErrors.PostcodeUnknown);
    }
}
