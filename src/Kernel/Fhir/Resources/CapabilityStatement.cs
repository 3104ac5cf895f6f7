namespace IntegratedCare.Kernel.Fhir.Resources;

/// <summary>hl7.org/fhir/R4/capabilitystatement.html</summary>
public sealed record CapabilityStatement(
    string ResourceType, string Id, string Url, string Name, string Title, string Status, string Date, string Kind,
    CapabilitySoftware Software, CapabilityImplementation Implementation, string FhirVersion, IReadOnlyList<string> Format,
    IReadOnlyList<CapabilityRest> Rest);

/// <summary>What answers.</summary>
public sealed record CapabilitySoftware(string Name);

/// <summary>Where it stands.</summary>
public sealed record CapabilityImplementation(string Description, string Url);

/// <summary>What can be asked over HTTP.</summary>
public sealed record CapabilityRest(string Mode, string Documentation, IReadOnlyList<CapabilityResource> Resource);

/// <summary>A type, and what can be done with its resources.</summary>
public sealed record CapabilityResource(
    string Type, IReadOnlyList<CapabilityInteraction> Interaction, string Versioning, string ConditionalRead,
    IReadOnlyList<string> SearchInclude, IReadOnlyList<string> SearchRevInclude, IReadOnlyList<CapabilityParameter> SearchParam);

/// <summary>read, search-type, create, update, patch.</summary>
public sealed record CapabilityInteraction(string Code);

/// <summary>One search parameter, and what it means here.</summary>
public sealed record CapabilityParameter(string Name, string Type, string Documentation);
