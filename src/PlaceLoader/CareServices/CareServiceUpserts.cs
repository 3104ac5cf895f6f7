using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.Organisations;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.ServiceHours;
using IntegratedCare.PlaceLoader.Sites;
using IntegratedCare.PlaceLoader.Taxonomies;

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
                service.Details.DigitalFirst,
                EligibleSex = service.Details.Sex,
                service.Details.Conditions,
                PracticeIds = service.Details.Practices.Select(practice => OrganisationUpserts.IdOf(place, practice)),
                NeedsCareActEligibility = service.Details.CareAct,
                service.Details.EligibilityNotes,
                CatchmentDistricts = service.Details.Catchment,
                OpeningHours = place.HoursOf(service).Select(hours => HoursUpserts.Of(place, hours)),
                OnBankHolidays = service.Details.OnBankHolidays ?? "closed",
                service.Details.Languages,
                service.Details.Interpreting,
                Costs = service.Details.Costs.Select(cost => new { cost.Option, AmountPence = cost.Pence }),
                service.Details.ReferralRoutes,
                service.Details.ReferralChannels,
                TermIds = service.Details.Terms.Select(term => TaxonomyUpserts.TermIdOf(place, term)),
                service.Details.Accreditations,
                service.Details.Alert,
                service.Details.AssurerEmail,
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
