using IntegratedCare.PlaceLoader.CareServices;
using IntegratedCare.PlaceLoader.Funds;
using IntegratedCare.PlaceLoader.Organisations;
using IntegratedCare.PlaceLoader.Personas;
using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Sites;
using IntegratedCare.PlaceLoader.Teams;

namespace IntegratedCare.PlaceLoader.Loading;

/// <summary>Every record of a place in the order in which each finds what it refers to.</summary>
internal static class LoadPlan
{
    public static IReadOnlyList<Upsert> Of(Place place) =>
    [
        .. OrganisationUpserts.ForIdentity(place),
        .. PersonaUpserts.Of(place),
        .. PlaceUpserts.ForDirectory(place),
        .. OrganisationUpserts.ForDirectory(place),
        .. SiteUpserts.Of(place),
        .. CareServiceUpserts.Of(place),
        .. PlaceUpserts.ForScheduling(place),
        .. TeamUpserts.Of(place),
        .. FundUpserts.Of(place),
    ];
}
