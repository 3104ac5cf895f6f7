using IntegratedCare.PlaceLoader.Organisations;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;
using IntegratedCare.PlaceLoader.Taxonomies;

namespace IntegratedCare.PlaceLoader.CareServices;

/// <summary>What must hold between a care service and the rest of the place.</summary>
internal static class CareServiceRules
{
    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.Services, service => service.Code, service => service.Row, "the service");
        foreach (var service in place.Services)
        {
            place.KnowsOrganisation(service.Provider, service.Row, findings);
            foreach (var site in service.Sites) place.KnowsSite(site, service.Row, findings);
            foreach (var each in service.Neighbourhoods) place.KnowsNeighbourhood(each, service.Row, findings);

            if (service.Delivery.Contains(Delivery.InPerson) && service.Sites.Count == 0)
                findings.Error(service.Row, "sites is empty for a service given in person");
            if (service.MinimumAgeYears > service.MaximumAgeYears)
                findings.Error(service.Row, "minimum_age is more than maximum_age");
            if (service.AssuredOn is null != service.AssuredBy is null)
                findings.Error(service.Row, "assured_on and assured_by are filled together or not at all");
            CheckDetails(service, place, findings);
            CheckBooking(service, place, findings);
            CheckPayment(service, place, findings);
        }
    }

    private static void CheckDetails(CareService service, Place place, Findings findings)
    {
        var details = service.Details;
        foreach (var practice in details.Practices)
        {
            if (place.OrganisationOf(practice)?.Kind != Organisation.GeneralPractice)
                findings.Error(service.Row, $"practices names '{practice}', which is no practice of {Organisation.File}");
        }

        foreach (var term in details.Terms.Where(term => place.TaxonomyTerms.All(known => known.Code != term)))
            findings.Error(service.Row, $"terms names '{term}', which is not in {TaxonomyTerm.File}");
        if (details.DigitalFirst && !service.Delivery.Intersect(Delivery.Remote).Any())
            findings.Error(service.Row, "digital_first is yes for a service that is given neither by telephone nor by video nor online");
        if (details.AssurerEmail is not null && service.AssuredOn is null)
            findings.Error(service.Row, "assurer_email is filled and assured_on is not");
        if (details.ReferralChannels.Contains("booking") && !service.Bookable)
            findings.Error(service.Row, "referral_channels names booking and the service is not bookable");
    }

    private static void CheckBooking(CareService service, Place place, Findings findings)
    {
        if (!service.Bookable) return;

        if (service.Status != RecordStatus.Active)
            findings.Error(service.Row, $"a service that is {service.Status} cannot be bookable");
        if (place.TeamServices.All(offer => offer.Service != service.Code))
            findings.Error(service.Row, "the service is bookable and no row of team-services.csv offers it");
    }

    // A booking of a tariffed service becomes a commitment of one programme: two would pay it twice, none never.
    private static void CheckPayment(CareService service, Place place, Findings findings)
    {
        if (service.TariffPence is null) return;

        var pooled = place.Funds.Where(fund => fund.IsPooled).Select(fund => fund.Code).ToHashSet();
        var paying = place.FundProgrammes
            .Where(programme => pooled.Contains(programme.Fund))
            .Where(programme => programme.ServiceCategories.Contains(service.Category))
            .Select(programme => $"{programme.Fund}/{programme.Code}")
            .ToList();
        if (paying.Count == 0)
            findings.Error(service.Row, $"the service has a tariff and no pooled programme pays {service.Category}");
        if (paying.Count > 1)
            findings.Error(
                service.Row, $"{service.Category} is paid by {paying.Count} programmes: {string.Join(", ", paying)}");
    }
}
