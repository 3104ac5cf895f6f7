using System.Text.Json.Serialization;
using IntegratedCare.DirectoryOfServices.Organisations;

namespace IntegratedCare.DirectoryOfServices.OpenReferral.Records;

/// <summary>Open Referral's organization.</summary>
public sealed record OpenOrganization
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public string? Email { get; init; }
    public string? Website { get; init; }
    public IReadOnlyList<OpenPhone>? Phones { get; init; }
    [JsonPropertyName("organization_identifiers")] public IReadOnlyList<OpenIdentifier>? Identifiers { get; init; }
    public IReadOnlyList<OpenService>? Services { get; init; }

    internal static OpenOrganization Brief(Organisation organisation) => new()
    {
        Id = organisation.Id.Value,
        Name = organisation.Name,
        Description = Describe(organisation),
        Email = organisation.Email,
        Website = organisation.Url,
    };

    internal static OpenOrganization Full(Organisation organisation, IReadOnlyList<OpenService>? services = null) => Brief(organisation) with
    {
        Phones = OpenPhone.Of(organisation.Id.Value, organisation.Telephone),
        Identifiers = IdentifiersOf(organisation).OrNone(),
        Services = services?.OrNone(),
    };

    // The standard requires a description; where nobody has written one, what the record does say.
    private static string Describe(Organisation organisation)
    {
        var own = string.IsNullOrWhiteSpace(organisation.Description)
            ? $"{organisation.Name} is {KindOf(organisation)}{(organisation.OdsCode is { } code ? $" (ODS code {code})" : "")}."
            : organisation.Description;
        var state = organisation.Status switch
        {
            RecordStatus.Active => null,
            RecordStatus.Dormant => "It is registered and does not work at present.",
            RecordStatus.Closed => organisation.ClosedOn is { } day ? $"It closed on {day:d MMMM yyyy}." : "It has closed.",
        };
        return string.Join(' ', new[] { own, state, organisation.IsDemonstration ? OpenService.Demonstration : null }.OfType<string>());
    }

    private static string KindOf(Organisation organisation) => organisation.Kind switch
    {
        OrganisationKind.Council => "a local authority",
        OrganisationKind.Commissioner => "a commissioner of health and care",
        OrganisationKind.NhsTrust => "an NHS trust",
        OrganisationKind.PrimaryCareNetwork => "a primary care network",
        OrganisationKind.GeneralPractice => "a GP practice",
        OrganisationKind.CareProvider => "a provider of care",
        OrganisationKind.VoluntarySector => "a voluntary or community organisation",
        OrganisationKind.Other => "an organisation in health and care",
    };

    private static IEnumerable<OpenIdentifier> IdentifiersOf(Organisation organisation)
    {
        var id = organisation.Id.Value;
        if (organisation.OdsCode is { } ods) yield return OpenIdentifier.Of(id, "GB-NHS", "ODS code", ods);
        if (organisation.CharityNumber is { } charity) yield return OpenIdentifier.Of(id, "GB-CHC", "Charity number", charity);
        if (organisation.CompanyNumber is { } company) yield return OpenIdentifier.Of(id, "GB-COH", "Company number", company);
    }
}

/// <summary>A number that an organization has in somebody's register; the scheme is one of org-id.guide.</summary>
public sealed record OpenIdentifier(
    Guid Id,
    [property: JsonPropertyName("identifier_scheme")] string IdentifierScheme,
    [property: JsonPropertyName("identifier_type")] string IdentifierType,
    string Identifier)
{
    internal static OpenIdentifier Of(Guid organization, string scheme, string type, string identifier) =>
        new(DerivedId.Of(organization, "identifier", $"{scheme}/{identifier}"), scheme, type, identifier);
}
