using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Taxonomies;

/// <summary>A list of terms that services are sorted by.</summary>
internal sealed record Taxonomy(
    RowReference Row, string Code, string Name, string Description, string Kind, string? Uri, string? Edition, Provenance Provenance)
{
    public const string File = "taxonomies.csv";
    private const int DescriptionLengthMax = 2_000;

    public static readonly TableColumns Columns = new(
        ["code", "name", "description", "kind", "uri", "edition", Provenance.Column], [], MayBeMissing: true);

    public static Taxonomy Read(CsvRow row) => new(
        row.Reference,
        Code: row.Code("code"),
        Name: row.Text("name"),
        Description: row.Text("description", DescriptionLengthMax),
        Kind: row.OneOf("kind", ["serviceType", "need", "circumstance"]),
        Uri: row.OptionalUrl("uri"),
        Edition: row.OptionalText("edition", 100),
        Provenance: Provenance.Read(row));

    public static void Check(Place place, Findings findings) =>
        findings.Repeats(place.Taxonomies, each => each.Code, each => each.Row, "the taxonomy");
}
