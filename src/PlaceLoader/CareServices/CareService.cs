using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.CareServices;

/// <summary>A service that someone can be referred to, booked into or told about.</summary>
internal sealed record CareService(
    RowReference Row, string Code, string Name, string Description, string Category, string Provider,
    IReadOnlyList<string> Sites, IReadOnlyList<string> Delivery, IReadOnlyList<string> Neighbourhoods,
    int? MinimumAgeYears, int? MaximumAgeYears, string? ReferralMethod, string? Telephone, string? Url, string? Email,
    IReadOnlyList<string> Keywords, bool Bookable, long? TariffPence, string Status,
    DateOnly? AssuredOn, string? AssuredBy, ServiceDetails Details, Provenance Provenance)
{
    public const string File = "services.csv";
    private const int DescriptionLengthMax = 2_000;
    private const long TariffPenceMax = 100_000_000;

    public static readonly TableColumns Columns = new(
    [
        "code", "name", "description", "category", "provider", "sites", "delivery", "neighbourhoods", "minimum_age",
        "maximum_age", "referral_method", "telephone", "url", "email", "keywords", "bookable", "tariff_pence",
        "status", "assured_on", "assured_by", Provenance.Column,
    ], ServiceDetails.Columns);

    public static readonly string[] Categories =
    [
        "outpatient", "diagnostic", "sameDayEmergencyCare", "dayCase", "communityHealth", "adultSocialCare",
        "childrensSocialCare", "mentalHealthAndLearningDisability", "voluntarySector", "earlyHelp", "stayingWell",
        "generalPractice", "urgentCare",
    ];

    public static CareService Read(CsvRow row) => new(
        row.Reference,
        Code: row.Code("code"),
        Name: row.Text("name"),
        Description: row.Text("description", DescriptionLengthMax),
        Category: row.OneOf("category", Categories),
        Provider: row.Code("provider"),
        Sites: row.List("sites"),
        Delivery: row.ManyOf("delivery", PlaceData.Delivery.All),
        Neighbourhoods: row.List("neighbourhoods"),
        MinimumAgeYears: row.OptionalWholeNumber("minimum_age", 0, 130),
        MaximumAgeYears: row.OptionalWholeNumber("maximum_age", 0, 130),
        ReferralMethod: row.OptionalText("referral_method"),
        Telephone: row.OptionalTelephone("telephone"),
        Url: row.OptionalUrl("url"),
        Email: row.OptionalEmail("email"),
        Keywords: row.List("keywords"),
        Bookable: row.YesNo("bookable"),
        TariffPence: row.OptionalPence("tariff_pence", TariffPenceMax),
        Status: row.OneOf("status", RecordStatus.All),
        AssuredOn: row.OptionalDate("assured_on"),
        AssuredBy: row.OptionalText("assured_by"),
        Details: ServiceDetails.Read(row),
        Provenance: Provenance.Read(row));

    public bool IsGiven(string delivery, string? site) =>
        Delivery.Contains(delivery) && (site is null || Sites.Contains(site));
}
