using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.Organisations;
using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader.Sites;

/// <summary>Sites are sent without a position: the directory takes it from the postcode table and follows that.</summary>
internal static class SiteUpserts
{
    public static IEnumerable<Upsert> Of(Place place) =>
        from site in place.Sites
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
                site.Description,
                site.Transport,
                site.Uprn,
                site.Accessibility,
                site.AccessibilityNotes,
                site.Provenance.IsDemonstration,
            });

    public static Guid IdOf(Place place, string code) => place.IdOf("site", code);
}
