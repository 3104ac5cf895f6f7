using System.Text.Json.Serialization;
using IntegratedCare.DirectoryOfServices.Sites;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Records;

/// <summary>Open Referral's location: one of our sites.</summary>
public sealed record OpenLocation
{
    public required Guid Id { get; init; }
    [JsonPropertyName("location_type")] public required string LocationType { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public string? Transportation { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    [JsonPropertyName("external_identifier")] public string? ExternalIdentifier { get; init; }
    [JsonPropertyName("external_identifier_type")] public string? ExternalIdentifierType { get; init; }
    public IReadOnlyList<OpenAddress>? Addresses { get; init; }
    public IReadOnlyList<OpenPhone>? Phones { get; init; }
    public IReadOnlyList<OpenAccessibility>? Accessibility { get; init; }

    internal static OpenLocation Brief(Site site) => new()
    {
        Id = site.Id.Value,
        LocationType = site.Kind == SiteKind.Virtual ? "virtual" : "physical",
        Name = site.Name,
        Description = DescriptionOf(site),
        Transportation = site.Transport,
        Latitude = site.Latitude,
        Longitude = site.Longitude,
        ExternalIdentifier = site.Uprn,
        ExternalIdentifierType = site.Uprn is null ? null : "UPRN",
    };

    private static string? DescriptionOf(Site site) =>
        string.Join(' ', new[] { site.Description, site.IsDemonstration ? OpenService.Demonstration : null }
            .Where(said => !string.IsNullOrWhiteSpace(said))) is { Length: > 0 } described ? described : null;

    internal static OpenLocation Full(Site site, Surroundings around) => Brief(site) with
    {
        Addresses = OpenAddress.Of(site, around),
        Phones = OpenPhone.Of(site.Id.Value, site.Telephone),
        Accessibility = OpenAccessibility.Of(site).OrNone(),
    };
}

/// <summary>Open Referral's address. The places are English, which is the state or province that the standard requires.</summary>
public sealed record OpenAddress(
    Guid Id,
    [property: JsonPropertyName("address_1")] string Address1,
    string City,
    [property: JsonPropertyName("state_province")] string StateProvince,
    [property: JsonPropertyName("postal_code")] string PostalCode,
    string Country,
    [property: JsonPropertyName("address_type")] string AddressType)
{
    internal static IReadOnlyList<OpenAddress>? Of(Site site, Surroundings around)
    {
        if (site.Postcode is not { } postcode || site.AddressLines.Count == 0) return null;

        // The last line of an address is its town; a single line names none.
        var (lines, town) = site.AddressLines.Count > 1
            ? (site.AddressLines.SkipLast(1), site.AddressLines[^1])
            : (site.AddressLines, around.PlaceName);
        return [new(DerivedId.Of(site.Id.Value, "address"), string.Join(", ", lines), town, "England", postcode.Value, "GB", "physical")];
    }
}

/// <summary>Open Referral's accessibility.</summary>
public sealed record OpenAccessibility(Guid Id, string Description)
{
    internal static IEnumerable<OpenAccessibility> Of(Site site)
    {
        foreach (var feature in site.Accessibility)
            yield return new(DerivedId.Of(site.Id.Value, "accessibility", $"{feature}"), Describe(feature));
        if (!string.IsNullOrWhiteSpace(site.AccessibilityNotes))
            yield return new(DerivedId.Of(site.Id.Value, "accessibility-notes"), site.AccessibilityNotes);
    }

    private static string Describe(AccessibilityFeature feature) => feature switch
    {
        AccessibilityFeature.StepFree => "No step between the street and the room.",
        AccessibilityFeature.WheelchairAccessible => "Doors, lifts and rooms take a wheelchair.",
        AccessibilityFeature.AccessibleToilet => "A toilet that takes a wheelchair.",
        AccessibilityFeature.ChangingPlaces => "A Changing Places toilet, with hoist and bench.",
        AccessibilityFeature.BlueBadgeParking => "Parking bays for Blue Badge holders.",
        AccessibilityFeature.HearingLoop => "A hearing loop.",
        AccessibilityFeature.BritishSignLanguage => "British Sign Language can be had.",
        AccessibilityFeature.LargePrintOrBraille => "Information in large print or Braille.",
        AccessibilityFeature.EasyRead => "Information in easy-read form.",
        AccessibilityFeature.QuietSpace => "A quiet room or quiet times.",
        AccessibilityFeature.AssistanceDogs => "Assistance dogs are welcome.",
    };
}
