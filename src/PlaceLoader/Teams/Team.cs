using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Teams;

/// <summary>People of several organisations who share one diary.</summary>
internal sealed record Team(
    RowReference Row, string Code, string Name, IReadOnlyList<string> Neighbourhoods, Provenance Provenance)
{
    public const string File = "teams.csv";

    public static readonly string[] Columns = ["code", "name", "neighbourhoods", Provenance.Column];

    public static Team Read(CsvRow row) => new(
        row.Reference,
        Code: row.Code("code"),
        Name: row.Text("name"),
        Neighbourhoods: row.List("neighbourhoods"),
        Provenance: Provenance.Read(row));
}
