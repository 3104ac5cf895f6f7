using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.PlaceData;

/// <summary>Where a record's facts come from, in the words of the data's source column.</summary>
internal readonly record struct Provenance(string Source)
{
    public const string Column = "source";
    private const string Demonstration = "demonstration";

    /// <summary>True when the record is invented so that the system can be shown; users see it marked as such.</summary>
    public bool IsDemonstration => Source.StartsWith(Demonstration, StringComparison.Ordinal);

    public static Provenance Read(CsvRow row) => new(row.Text(Column));
}
