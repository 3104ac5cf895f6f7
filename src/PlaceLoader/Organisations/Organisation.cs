using IntegratedCare.PlaceLoader.PlaceData;
using IntegratedCare.PlaceLoader.Tables;

namespace IntegratedCare.PlaceLoader.Organisations;

/// <summary>A body that provides, commissions or pays for care in the place.</summary>
internal sealed record Organisation(
    RowReference Row, string Code, string Name, string Kind, string? OdsCode, string Status,
    DateOnly? OpenedOn, DateOnly? ClosedOn, string? Description, string? Url, string? Email, string? Telephone,
    string? CharityNumber, string? CompanyNumber, Provenance Provenance)
{
    public const string File = "organisations.csv";

    private const int DescriptionLengthMax = 2_000;

    public static readonly TableColumns Columns = new(
        ["code", "name", "kind", "ods_code", "status", "opened_on", "closed_on", Provenance.Column],
        ["description", "url", "email", "telephone", "charity_number", "company_number"]);

    public const string GeneralPractice = "generalPractice";

    private static readonly string[] Kinds =
    [
        "council", "nhsTrust", "commissioner", "primaryCareNetwork", GeneralPractice, "careProvider",
        "voluntarySector", "other",
    ];

    public static Organisation Read(CsvRow row) => new(
        row.Reference,
        Code: row.Code("code"),
        Name: row.Text("name"),
        Kind: row.OneOf("kind", Kinds),
        OdsCode: row.OptionalOdsCode("ods_code"),
        Status: row.OneOf("status", RecordStatus.All),
        OpenedOn: row.OptionalDate("opened_on"),
        ClosedOn: row.OptionalDate("closed_on"),
        Description: row.OptionalText("description", DescriptionLengthMax),
        Url: row.OptionalUrl("url"),
        Email: row.OptionalEmail("email"),
        Telephone: row.OptionalTelephone("telephone"),
        CharityNumber: row.OptionalCharityNumber("charity_number"),
        CompanyNumber: row.OptionalCompanyNumber("company_number"),
        Provenance: Provenance.Read(row));

    public static void Check(Place place, Findings findings)
    {
        findings.Repeats(place.Organisations, each => each.Code, each => each.Row, "the organisation");
        findings.Repeats(place.Organisations, each => each.OdsCode ?? "", each => each.Row, "the ODS code");
        foreach (var each in place.Organisations)
        {
            if (each.Status == RecordStatus.Closed && each.ClosedOn is null)
                findings.Error(each.Row, "closed_on is empty for a closed organisation");
            if (each.Status != RecordStatus.Closed && each.ClosedOn is not null)
                findings.Error(each.Row, $"closed_on is filled and the organisation is {each.Status}");
            if (each.OpenedOn > each.ClosedOn) findings.Error(each.Row, "closed_on is before opened_on");
        }

        // Identity writes them in tokens, where two codes must never differ by capitals alone.
        foreach (var each in SigningIn(place).Where(each => each.Code.Any(char.IsAsciiLetterUpper)))
            findings.Error(each.Row, $"people act for '{each.Code}', so its code is in small letters");
    }

    /// <summary>The organisations that people act for: they play a part, pay in, or work in a team.</summary>
    public static IEnumerable<Organisation> SigningIn(Place place)
    {
        var codes = place.Personas.Select(persona => persona.Organisation)
            .Concat(place.FundPartners.Select(partner => partner.Organisation))
            .Concat(place.TeamMembers.Select(member => member.Employer))
            .ToHashSet();
        return place.Organisations.Where(each => codes.Contains(each.Code));
    }
}
