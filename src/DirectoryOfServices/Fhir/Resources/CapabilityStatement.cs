namespace IntegratedCare.DirectoryOfServices.Fhir.Resources;

/// <summary>hl7.org/fhir/R4/capabilitystatement.html</summary>
internal sealed record CapabilityStatement(
    string ResourceType, string Id, string Url, string Name, string Title, string Status, string Date, string Kind,
    CapabilitySoftware Software, CapabilityImplementation Implementation, string FhirVersion, IReadOnlyList<string> Format,
    IReadOnlyList<CapabilityRest> Rest);

internal sealed record CapabilitySoftware(string Name);

internal sealed record CapabilityImplementation(string Description, string Url);

internal sealed record CapabilityRest(string Mode, string Documentation, IReadOnlyList<CapabilityResource> Resource);

internal sealed record CapabilityResource(
    string Type, IReadOnlyList<CapabilityInteraction> Interaction, string Versioning, string ConditionalRead,
    IReadOnlyList<string> SearchInclude, IReadOnlyList<string> SearchRevInclude, IReadOnlyList<CapabilityParameter> SearchParam);

internal sealed record CapabilityInteraction(string Code);

internal sealed record CapabilityParameter(string Name, string Type, string Documentation);
