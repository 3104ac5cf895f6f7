using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Personas;

/// <summary>A part someone can play in a demonstration place, with the role and organisation that part has.</summary>
internal sealed record Persona(
    RowReference Row, string Name, string DisplayName, string Role, string Organisation, string? Neighbourhood,
    Provenance Provenance)
{
    public const string File = "personas.csv";

    public static readonly string[] Columns =
        ["name", "display_name", "role", "organisation", "neighbourhood", Provenance.Column];

    private static readonly string[] Roles =
    [
        "gp", "care-coordinator", "team-clinician", "link-worker", "finance-officer", "pool-manager", "chief-nurse",
        "dass", "dcs", "dph", "directory-editor", "analyst", "board-member", "privacy-officer", "operator",
    ];

    public static Persona Read(CsvRow row) => new(
        row.Reference,
        Name: row.PlaceCode("name"),
        DisplayName: row.Text("display_name", 100),
        Role: row.OneOf("role", Roles),
        Organisation: row.Code("organisation"),
        Neighbourhood: row.OptionalCode("neighbourhood"),
        Provenance: Provenance.Read(row));

    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.Personas, persona => persona.Name, persona => persona.Row, "the persona");
        foreach (var persona in place.Personas)
        {
            place.KnowsOrganisation(persona.Organisation, persona.Row, findings);
            place.KnowsNeighbourhood(persona.Neighbourhood, persona.Row, findings);
        }
    }
}
