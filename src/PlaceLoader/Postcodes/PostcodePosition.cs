using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Postcodes;

/// <summary>Where a postcode lies, and in which neighbourhood; none when it is outside the place.</summary>
internal sealed record PostcodePosition(
    RowReference Row, string Postcode, double Latitude, double Longitude, string? Neighbourhood, Provenance Provenance)
{
    public const string File = "postcodes.csv";
    private const int RowsMax = 5_000;

    public static readonly string[] Columns =
        ["postcode", "latitude", "longitude", "neighbourhood", Provenance.Column];

    // The bounds of the United Kingdom: a swapped pair of coordinates falls outside them.
    public static PostcodePosition Read(CsvRow row) => new(
        row.Reference,
        Postcode: row.Postcode("postcode"),
        Latitude: row.Degrees("latitude", 49, 61),
        Longitude: row.Degrees("longitude", -9, 2),
        Neighbourhood: row.OptionalCode("neighbourhood"),
        Provenance: Provenance.Read(row));

    public static void Check(Place place, Findings findings)
    {
        if (place.Postcodes.Count > RowsMax)
            findings.Error(place.Postcodes[RowsMax].Row, $"the directory's table holds at most {RowsMax} postcodes");
        findings.Repeats(place.Postcodes, each => each.Postcode, each => each.Row, "the postcode");
        foreach (var each in place.Postcodes) place.KnowsNeighbourhood(each.Neighbourhood, each.Row, findings);
    }
}
