using IntegratedCare.PlaceLoader.Loading;
using IntegratedCare.PlaceLoader.PlaceData;

namespace IntegratedCare.PlaceLoader.Personas;

internal static class PersonaUpserts
{
    public static IEnumerable<Upsert> Of(Place place) =>
        from persona in place.Personas
        select new Upsert(
            "personas",
            persona.Row,
            $"identity/personas/{persona.Name}",
            new
            {
                persona.DisplayName,
                persona.Role,
                OrganisationCode = persona.Organisation,
                NeighbourhoodCode = persona.Neighbourhood,
            });
}
