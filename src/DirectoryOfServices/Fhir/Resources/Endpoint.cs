using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.DirectoryOfServices.Fhir.Resources;

/// <summary>hl7.org/fhir/R4/endpoint.html</summary>
internal sealed record Endpoint : Resource
{
    public override string ResourceType => nameof(Endpoint);
    public IReadOnlyList<Identifier> Identifier { get; init; } = [];
    public required string Status { get; init; }
    public required Coding ConnectionType { get; init; }
    public string? Name { get; init; }
    public required Reference ManagingOrganization { get; init; }
    public required IReadOnlyList<CodeableConcept> PayloadType { get; init; }
    public IReadOnlyList<string> PayloadMimeType { get; init; } = [];
    public required string Address { get; init; }
}
