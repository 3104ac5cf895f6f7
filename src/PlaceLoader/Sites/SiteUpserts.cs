using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.Organisations;
using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader.Sites;

internal static class SiteUpserts
{
    public static IEnumerable<Upsert> Of(Place place) =>
        from site in place.Sites
        let position = place.PositionOf(site.Postcode)
        select new Upsert(
            "sites",
            site.Row,
            $"api/directory/sites/{IdOf(place, site.Code)}",
            new
            {
                site.Name,
                site.Kind,
                OrganisationId = OrganisationUpserts.IdOf(place, site.Organisation),
                Address = new { Lines = site.AddressLines, site.Postcode },
                site.Telephone,
                NeighbourhoodCode = position?.Neighbourhood,
                position?.Latitude,
                position?.Longitude,
                site.Provenance.IsDemonstration,
            });

    public static Guid IdOf(Place place, string code) => place.IdOf("site", code);
}
