using IntegratedCare.DirectoryOfServices.CareServices;
using IntegratedCare.DirectoryOfServices.Fhir.Resources;
using IntegratedCare.DirectoryOfServices.Fhir.Searching;
using IntegratedCare.DirectoryOfServices.Sites;
using IntegratedCare.Kernel.Fhir.Resources;
using IntegratedCare.Kernel.Fhir.Searching;
using Endpoint = IntegratedCare.DirectoryOfServices.Fhir.Resources.Endpoint;

namespace IntegratedCare.DirectoryOfServices.Fhir.Kinds;

/// <summary>HealthcareService: the services of the directory.</summary>
internal static class HealthcareServices
{
    public static ResourceKind Kind { get; } = new(nameof(HealthcareService), "care_services s", "s.id", "s.changed_at", ReadAsync)
    {
        TextSorts = new Dictionary<string, string> { ["name"] = "s.name" },
        Parameters =
        [
            new TokenParameter("active", "Whether the service is in use; restricted ones are.", token => Tokens.Flag(token, $"s.status = 'Active'"))
                { Present = Sql.True },
            new TokenParameter("identifier", "Our own identifier of the service.", token => Tokens.Id(token, FhirCodes.ServiceId, "s.id"))
                { Present = Sql.True },
            new StringParameter("name", "What the service is called.", any => any("s.name")) { Present = Sql.True },
            Provider("organization", "Who provides the service."),
            Provider("providedBy", "The same as organization, as some clients name it."),
            new ReferenceParameter("location", "Where the service is given.", nameof(Location),
                ids => $"exists (select 1 from service_sites at where at.service_id = s.id and at.site_id in ({ids}))",
                ids => $"select at.site_id from service_sites at where at.service_id = any({ids})")
                { Present = $"exists (select 1 from service_sites at where at.service_id = s.id)" },
            new ReferenceParameter("endpoint", "Where systems reach the service.", nameof(Endpoint),
                ids => $"s.id in (select of.service_id from service_endpoints of where of.id in ({ids}))",
                ids => $"select of.id from service_endpoints of where of.service_id = any({ids})")
                { Present = $"exists (select 1 from service_endpoints of where of.service_id = s.id)" },
            new TokenParameter("service-category", "The kind of care.",
                token => Tokens.Word<ServiceCategory>(token, "s.category", FhirCodes.Of)) { Present = Sql.True },
            new TokenParameter("service-type", "A term of a taxonomy.", ServiceType)
                { Present = $"exists (select 1 from service_terms link where link.service_id = s.id)" },
            new TokenParameter("specialty", "The specialty, where the category makes it certain.",
                token => Tokens.Word<ServiceCategory>(token, "s.category", FhirCodes.SpecialtyOf))
                { Present = Tokens.Word<ServiceCategory>(null, "s.category", FhirCodes.SpecialtyOf) },
            new TokenParameter("characteristic", "How care is delivered, and what makes its sites accessible.", Characteristic)
                { Present = Sql.True },
            new TokenParameter("program", "Programmes that the service belongs to: none is recorded.", _ => Sql.False) { Present = Sql.False },
            new LogicalReferenceParameter("coverage-area", "The neighbourhood or postcode district served, by :identifier.", Coverage)
                { Present = Sql.True },
        ],
    };

    private static ReferenceParameter Provider(string name, string meaning) => new(name, meaning, nameof(Organization),
        ids => $"s.provider_id in ({ids})", ids => $"select distinct s.provider_id from care_services s where s.id = any({ids})") { Present = Sql.True };

    private static FormattableString ServiceType(Token token)
    {
        var term = ResourceKinds.IdOf(token.Code) is { } id ? $"(t.code = {token.Code} or t.id = {id})"
            : token.Code is { } code ? (FormattableString)$"t.code = {code}" : Sql.True;
        FormattableString taxonomy = token.System is { } system
            ? $"(rtrim(x.uri, '/') = {system.TrimEnd('/')} or (x.uri is null and {FhirCodes.Taxonomy} || x.id = {system}))"
            : Sql.True;
        return $"""
            exists (select 1 from service_terms link join taxonomy_terms t on t.id = link.term_id join taxonomies x on x.id = t.taxonomy_id
              where link.service_id = s.id and {term} and {taxonomy})
            """;
    }

    private static FormattableString Characteristic(Token token) => Sql.Any(
    [
        Tokens.Words<Delivery>(token, "s.delivery", FhirCodes.Of),
        token.Suits(FhirCodes.DigitalFirst) ? $"s.digital_first" : Sql.False,
        token.Suits(FhirCodes.Interpreting) ? $"s.interpreting" : Sql.False,
        $"""
         exists (select 1 from service_sites at join sites site on site.id = at.site_id
           where at.service_id = s.id and {Tokens.Words<AccessibilityFeature>(token, "site.accessibility", FhirCodes.Of)})
         """,
    ]);

    private static FormattableString Coverage(Token token) => Sql.Any(
    [
        token.System is null or FhirCodes.Neighbourhood
            ? $"exists (select 1 from service_neighbourhoods n where n.service_id = s.id and {Tokens.Code(token, "n.neighbourhood_code")})" : Sql.False,
        token.System is null or FhirCodes.PostcodeDistrict
            ? $"exists (select 1 from unnest(s.catchment_districts) district where {Tokens.Code(token, "district")})" : Sql.False,
        token.System is null or FhirCodes.Place
            ? $"""
               (cardinality(s.catchment_districts) = 0 and not exists (select 1 from service_neighbourhoods n where n.service_id = s.id)
                 and exists (select 1 from places p where {Tokens.Code(token, "p.code")}))
               """ : Sql.False,
    ]);

    private static async Task<IReadOnlyList<Resource>> ReadAsync(FhirReading reading, Guid[] ids) =>
        [.. (await reading.ServicesAsync(ids)).Select(facts => HealthcareServiceTwin.Of(facts, reading.Now))];
}
