using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Neighbourhoods;

/// <summary>A part of the place with its own teams and board.</summary>
internal sealed record Neighbourhood(
    RowReference Row, string Code, string Name, int? PopulationFrom, int? PopulationTo, Provenance Provenance)
{
    public const string File = "neighbourhoods.csv";

    public static readonly string[] Columns = ["code", "name", "population_from", "population_to", Provenance.Column];

    public static Neighbourhood Read(CsvRow row) => new(
        row.Reference,
        Code: row.PlaceCode("code"),
        Name: row.Text("name"),
        PopulationFrom: row.OptionalWholeNumber("population_from", 1, 10_000_000),
        PopulationTo: row.OptionalWholeNumber("population_to", 1, 10_000_000),
        Provenance: Provenance.Read(row));

    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.Neighbourhoods, each => each.Code, each => each.Row, "the neighbourhood");
        foreach (var each in place.Neighbourhoods.Where(each => each.PopulationFrom > each.PopulationTo))
            findings.Error(each.Row, "population_from is more than population_to");
    }
}
