using System.Text.RegularExpressions;
using IntegratedCare.DirectoryOfServices.Fhir.Resources;
using IntegratedCare.DirectoryOfServices.Fhir.Searching;
using IntegratedCare.DirectoryOfServices.Organisations;
using IntegratedCare.Kernel.Fhir;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Kernel.Fhir.Searching;
using Microsoft.EntityFrameworkCore;

namespace IntegratedCare.DirectoryOfServices.Fhir.Kinds;

/// <summary>Organization: the organisations.</summary>
internal static partial class Organizations
{
    // An organisation has no address of its own: it is where its sites are.
    private const string AtItsSites = "select site.postcode from sites site where site.organisation_id = o.id";

    public static ResourceKind Kind { get; } = new(nameof(Organization), "organisations o", "o.id", "o.changed_at", ReadAsync)
    {
        TextSorts = new Dictionary<string, string> { ["name"] = "o.name" },
        Parameters =
        [
            new TokenParameter("active", "Whether the organisation is open.", token => Tokens.Flag(token, $"o.status = 'Active'")) { Present = Sql.True },
            new TokenParameter("identifier", "The ODS code, the charity's or company's number, or our own identifier.", Identified) { Present = Sql.True },
            new StringParameter("name", "What the organisation is called.", any => any("o.name")) { Present = Sql.True },
            new StringParameter("address-postalcode", "The postcode of one of its sites, with its space or without.",
                any => $"exists ({Sql.Own(AtItsSites)} and {any("site.postcode")})")
                { Present = $"exists ({Sql.Own(AtItsSites)} and site.postcode is not null)", WithoutSpaces = true },
            new TokenParameter("type", "The kind of organisation.", token => Tokens.Word<OrganisationKind>(token, "o.kind", FhirCodes.Of))
                { Present = Sql.True },
        ],
    };

    private static FormattableString Identified(Token token)
    {
        if (token is { System: FhirCodes.OdsCode, Code: { } code } && !OdsForm().IsMatch(code))
            throw FhirErrors.Invalid("An ODS code is 3 to 12 letters and digits.");

        return Sql.Any(
        [
            token.System is null or FhirCodes.OdsCode ? Tokens.Code(token with { Code = token.Code?.ToUpperInvariant() }, "o.ods_code") : Sql.False,
            token.System is null or FhirCodes.CharityNumber ? Tokens.Code(token, "o.charity_number") : Sql.False,
            token.System is null or FhirCodes.CompanyNumber ? Tokens.Code(token, "o.company_number") : Sql.False,
            Tokens.Id(token, FhirCodes.OrganisationId, "o.id"),
        ]);
    }

    private static async Task<IReadOnlyList<Resource>> ReadAsync(FhirReading reading, Guid[] ids)
    {
        var wanted = ids.Select(OrganisationId.From).ToArray();
        var organisations = await reading.Db.Organisations.AsNoTracking().Where(o => wanted.Contains(o.Id)).ToListAsync(reading.CancellationToken);
        return [.. organisations.Select(Of)];
    }

    private static Organization Of(Organisation organisation) => new()
    {
        Id = $"{organisation.Id.Value}",
        ChangedAt = organisation.ChangedAt,
        Meta = HealthcareServiceTwin.MetaOf(organisation.IsDemonstration),
        Extension = string.IsNullOrWhiteSpace(organisation.Description) ? []
            : [new(FhirCodes.Own + "description") { ValueString = organisation.Description }],
        Identifier =
        [
            .. Number(FhirCodes.OdsCode, organisation.OdsCode, "official"),
            .. Number(FhirCodes.CharityNumber, organisation.CharityNumber),
            .. Number(FhirCodes.CompanyNumber, organisation.CompanyNumber),
            new(FhirCodes.OrganisationId, organisation.Id.Value.ToString()),
        ],
        Active = organisation.Status == RecordStatus.Active,
        Type = [CodeableConcept.Of(FhirCodes.Of(organisation.Kind))],
        Name = organisation.Name,
        Telecom = HealthcareServiceTwin.Telecoms(organisation.Telephone, organisation.Email, organisation.Url),
    };

    private static IEnumerable<Identifier> Number(string system, string? value, string? use = null) =>
        value is null ? [] : [new(system, value, use)];

    [GeneratedRegex(@"\A[A-Za-z0-9]{3,12}\z")]
    private static partial Regex OdsForm();
}
