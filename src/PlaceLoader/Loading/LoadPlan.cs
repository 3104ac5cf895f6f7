using IntegratedCare.PlaceLoader.CareServices;
using IntegratedCare.PlaceLoader.FinanceContacts;
using IntegratedCare.PlaceLoader.Funds;
using IntegratedCare.PlaceLoader.LedgerSettings;
using IntegratedCare.PlaceLoader.Organisations;
using IntegratedCare.PlaceLoader.Personas;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Postcodes;
using IntegratedCare.PlaceLoader.PublishedReports;
using IntegratedCare.PlaceLoader.Resources;
using IntegratedCare.PlaceLoader.Sites;
using IntegratedCare.PlaceLoader.Standards;
using IntegratedCare.PlaceLoader.Synonyms;
using IntegratedCare.PlaceLoader.Taxonomies;
using IntegratedCare.PlaceLoader.Teams;

namespace IntegratedCare.PlaceLoader.Loading;

/// <summary>Every record of a place in the order in which each finds what it refers to.</summary>
internal static class LoadPlan
{
    /// <param name="place">A valid place.</param>
    /// <param name="withPersonas">Whether the system lets people play a part instead of signing in.</param>
    public static IReadOnlyList<Upsert> Of(Place place, bool withPersonas) =>
    [
        // The place goes first: a system that serves another one refuses it, and then nothing is mixed into that.
        PlaceUpserts.ForDirectory(place),
        .. OrganisationUpserts.ForIdentity(place),
        .. withPersonas ? PersonaUpserts.Of(place) : [],
        PostcodeUpserts.Of(place),
        .. OrganisationUpserts.ForDirectory(place),
        .. SiteUpserts.Of(place),
        .. TaxonomyUpserts.Of(place),
        .. CareServiceUpserts.Of(place),
        .. SynonymUpserts.Of(place),
        PlaceUpserts.ForScheduling(place),
        .. TeamUpserts.Of(place),
        .. ResourceUpserts.Of(place),
        .. FundUpserts.Of(place),
        .. FundUpserts.AgreementsOf(place),
        .. StandardUpserts.Of(place),
        .. StandardUpserts.MeasuresOf(place),
        .. PublishedReportUpserts.Of(place),
        .. LedgerRules.UpsertsOf(place),
        .. FinanceContact.UpsertsOf(place),
    ];
}
