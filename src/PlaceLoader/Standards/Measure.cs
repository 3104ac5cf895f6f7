using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Standards;

/// <summary>How it is told whether a standard is met.</summary>
internal sealed record Measure(
    RowReference Row, string Code, string Standard, string Name, string Unit, string Direction, string Period, string Feed, string Owner,
    string? Numerator, string? Denominator, double? Target, DateOnly? TargetFrom, Provenance Provenance)
{
    public const string File = "measures.csv";
    private static readonly string[] Units = ["days", "percent", "count", "score"];
    private static readonly string[] Directions = ["increase", "decrease", "neutral"];
    private static readonly string[] Periods = ["month", "week"];
    private static readonly string[] Feeds = ["import", "waitToFirstContact", "didNotAttendRate", "cancellationRate", "restrictedDays"];

    public static readonly TableColumns Columns = new(
        ["code", "standard", "name", "unit", "direction", "period", "feed", "owner", "numerator", "denominator", "target", "target_from", Provenance.Column],
        [], MayBeMissing: true);

    public static Measure Read(CsvRow row) => new(
        row.Reference,
        Code: row.PlaceCode("code"),
        Standard: row.Code("standard"),
        Name: row.Text("name", 200),
        Unit: row.OneOf("unit", Units),
        Direction: row.OneOf("direction", Directions),
        Period: row.OneOf("period", Periods),
        Feed: row.OneOf("feed", Feeds),
        Owner: row.OneOf("owner", Standards.Standard.Offices),
        Numerator: row.OptionalText("numerator", 300),
        Denominator: row.OptionalText("denominator", 300),
        Target: row.OptionalFigure("target"),
        TargetFrom: row.OptionalDate("target_from"),
        Provenance: Provenance.Read(row));

    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.Measures, each => each.Code, each => each.Row, "the measure");
        foreach (var measure in place.Measures)
        {
            if (place.Standards.All(each => each.Code != measure.Standard))
                findings.Error(measure.Row, $"standard '{measure.Standard}' is not in {Standards.Standard.File}");
            if ((measure.Target is null) != (measure.TargetFrom is null)) findings.Error(measure.Row, "a target has a date from which it holds");
            if (measure.Unit == "percent" && (measure.Numerator is null || measure.Denominator is null))
                findings.Error(measure.Row, "a share says in words what its numerator and denominator count");
        }
    }
}
