using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader.Organisations;

internal static class OrganisationUpserts
{
    /// <summary>Identity needs no others than those that people act for.</summary>
    public static IEnumerable<Upsert> ForIdentity(Place place) =>
        from organisation in Organisation.SigningIn(place)
        select new Upsert(
            "organisations that sign in",
            organisation.Row,
            $"identity/organisations/{organisation.Code}",
            new { organisation.Name, organisation.Kind, organisation.OdsCode });

    public static IEnumerable<Upsert> ForDirectory(Place place) =>
        from organisation in place.Organisations
        select new Upsert(
            "organisations",
            organisation.Row,
            $"api/directory/organisations/{IdOf(place, organisation.Code)}",
            new
            {
                organisation.Name,
                organisation.Kind,
                organisation.Code,
                organisation.OdsCode,
                organisation.Description,
                organisation.Url,
                organisation.Email,
                organisation.Telephone,
                organisation.CharityNumber,
                organisation.CompanyNumber,
                organisation.Status,
                organisation.OpenedOn,
                organisation.ClosedOn,
                organisation.Provenance.IsDemonstration,
            });

    public static Guid IdOf(Place place, string code) => place.IdOf("organisation", code);
}
