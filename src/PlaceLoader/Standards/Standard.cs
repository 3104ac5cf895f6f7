using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Standards;

/// <summary>What care is held to in the place, and the office that answers for it.</summary>
internal sealed record Standard(
    RowReference Row, string Code, string Name, string KeyQuestion, string QualityStatement, string Owner, Provenance Provenance)
{
    public const string File = "standards.csv";
    public static readonly string[] Offices = ["chief-nurse", "dass", "dcs", "dph"];
    private static readonly string[] KeyQuestions = ["safe", "effective", "caring", "responsive", "wellLed"];

    public static readonly TableColumns Columns = new(
        ["code", "name", "key_question", "quality_statement", "owner", Provenance.Column], [], MayBeMissing: true);

    public static Standard Read(CsvRow row) => new(
        row.Reference,
        Code: row.PlaceCode("code"),
        Name: row.Text("name", 200),
        KeyQuestion: row.OneOf("key_question", KeyQuestions),
        QualityStatement: row.Text("quality_statement", 500),
        Owner: row.OneOf("owner", Offices),
        Provenance: Provenance.Read(row));

    public static void Check(Place place, Findings findings) =>
        findings.Repeats(place.Standards, each => each.Code, each => each.Row, "the standard");
}
