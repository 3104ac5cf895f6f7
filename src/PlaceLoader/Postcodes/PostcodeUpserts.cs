using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader.Postcodes;

internal static class PostcodeUpserts
{
    /// <summary>The directory takes the table as a whole: a postcode left out of it is gone.</summary>
    public static Upsert Of(Place place) =>
        new("postcode table", new(PostcodePosition.File, 1), "api/directory/postcodes", new
        {
            Items = place.Postcodes.Select(each => new
            {
                each.Postcode, each.Latitude, each.Longitude, NeighbourhoodCode = each.Neighbourhood,
            }),
        });
}
