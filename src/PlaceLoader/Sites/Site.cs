using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Sites;

/// <summary>Somewhere care is given; its neighbourhood and position follow from its postcode.</summary>
internal sealed record Site(
    RowReference Row, string Code, string Name, string Kind, string Organisation, IReadOnlyList<string> AddressLines,
    string Postcode, string? Telephone, string? Description, string? Transport, string? Uprn,
    IReadOnlyList<string> Accessibility, string? AccessibilityNotes, Provenance Provenance)
{
    public const string File = "sites.csv";
    private const int AddressLinesMax = 6;
    private const int AddressLineLengthMax = 100;

    private const int DescriptionLengthMax = 2_000;

    public static readonly TableColumns Columns = new(
        ["code", "name", "kind", "organisation", "address", "postcode", "telephone", Provenance.Column],
        ["description", "transport", "uprn", "accessibility", "accessibility_notes"]);

    private static readonly string[] Features =
    [
        "stepFree", "wheelchairAccessible", "accessibleToilet", "changingPlaces", "blueBadgeParking", "hearingLoop", "britishSignLanguage",
        "largePrintOrBraille", "easyRead", "quietSpace", "assistanceDogs",
    ];

    private static readonly string[] Kinds =
        ["healthCampus", "primaryCareCentre", "practice", "mobileUnit", "virtual", "home", "other"];

    public static Site Read(CsvRow row) => new(
        row.Reference,
        Code: row.Code("code"),
        Name: row.Text("name"),
        Kind: row.OneOf("kind", Kinds),
        Organisation: row.Code("organisation"),
        AddressLines: row.List("address"),
        Postcode: row.Postcode("postcode"),
        Telephone: row.OptionalTelephone("telephone"),
        Description: row.OptionalText("description", DescriptionLengthMax),
        Transport: row.OptionalText("transport", DescriptionLengthMax),
        Uprn: row.OptionalUprn("uprn"),
        Accessibility: row.OptionalManyOf("accessibility", Features),
        AccessibilityNotes: row.OptionalText("accessibility_notes", DescriptionLengthMax),
        Provenance: Provenance.Read(row));

    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.Sites, site => site.Code, site => site.Row, "the site");
        foreach (var site in place.Sites)
        {
            place.KnowsOrganisation(site.Organisation, site.Row, findings);
            if (site.AddressLines.Count is 0 or > AddressLinesMax)
                findings.Error(site.Row, $"address has {site.AddressLines.Count} lines, not 1 to {AddressLinesMax}");
            if (site.AddressLines.Any(line => line.Length > AddressLineLengthMax))
                findings.Error(site.Row, $"address has a line longer than {AddressLineLengthMax} characters");
            if (place.PositionOf(site.Postcode) is null)
                findings.Warning(site.Row, $"{site.Postcode} is not in postcodes.csv, so no distance is known");
        }
    }
}
