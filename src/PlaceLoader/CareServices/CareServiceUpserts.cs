using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.Organisations;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Sites;

namespace IntegratedCare.PlaceLoader.CareServices;

internal static class CareServiceUpserts
{
    public static IEnumerable<Upsert> Of(Place place) =>
        from service in place.Services
        select new Upsert(
            "services",
            service.Row,
            $"api/directory/services/{IdOf(place, service.Code)}",
            new
            {
                service.Name,
                service.Description,
                service.Category,
                ProviderId = OrganisationUpserts.IdOf(place, service.Provider),
                SiteIds = service.Sites.Select(site => SiteUpserts.IdOf(place, site)),
                service.Delivery,
                NeighbourhoodCodes = service.Neighbourhoods,
                service.MinimumAgeYears,
                service.MaximumAgeYears,
                service.ReferralMethod,
                service.Telephone,
                service.Url,
                service.Email,
                service.Keywords,
                service.Bookable,
                service.TariffPence,
                service.Status,
                service.AssuredOn,
                service.AssuredBy,
                service.Provenance.IsDemonstration,
            });

    public static Guid IdOf(Place place, string code) => place.IdOf("service", code);
}
