using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.PlaceData;

/// <summary>The place itself, and the few rules of booking that each place sets for itself.</summary>
internal sealed record PlaceProfile(
    RowReference Row, string Code, string Name, int? Population, int HoldMinutes, int BookingHorizonDays,
    Provenance Provenance)
{
    public const string File = "place.csv";

    public static readonly string[] Columns =
        ["code", "name", "population", "hold_minutes", "booking_horizon_days", Provenance.Column];

    /// <summary>Stands in while the rest is checked, when the table itself cannot be read.</summary>
    public static readonly PlaceProfile Unread = new(new(File, 1), "", "", null, 0, 0, new(""));

    public static PlaceProfile Read(CsvRow row) => new(
        row.Reference,
        Code: row.PlaceCode("code"),
        Name: row.Text("name"),
        Population: row.OptionalWholeNumber("population", 1, 10_000_000),
        HoldMinutes: row.WholeNumber("hold_minutes", 1, 60),
        BookingHorizonDays: row.WholeNumber("booking_horizon_days", 1, 365),
        Provenance: Provenance.Read(row));
}
