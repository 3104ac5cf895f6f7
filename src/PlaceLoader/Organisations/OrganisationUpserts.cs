using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader.Organisations;

internal static class OrganisationUpserts
{
    /// <summary>The organisations that people sign in for; Identity needs no others.</summary>
    public static IEnumerable<Upsert> ForIdentity(Place place)
    {
        var signingIn = place.Personas.Select(persona => persona.Organisation)
            .Concat(place.FundPartners.Select(partner => partner.Organisation))
            .Concat(place.TeamMembers.Select(member => member.Employer))
            .ToHashSet();
        return
            from organisation in place.Organisations
            where signingIn.Contains(organisation.Code)
            select new Upsert(
                "organisations that sign in",
                organisation.Row,
                $"identity/organisations/{organisation.Code}",
                new { organisation.Name, organisation.Kind, organisation.OdsCode });
    }

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
                organisation.OdsCode,
                organisation.Status,
                organisation.OpenedOn,
                organisation.ClosedOn,
                organisation.Provenance.IsDemonstration,
            });

    public static Guid IdOf(Place place, string code) => place.IdOf("organisation", code);
}
