using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.DirectoryOfServices.Fhir.Resources;

/// <summary>hl7.org/fhir/R4/organization.html</summary>
internal sealed record Organization : Resource
{
    public override string ResourceType => nameof(Organization);
    public IReadOnlyList<Identifier> Identifier { get; init; } = [];
    public required bool Active { get; init; }
    public IReadOnlyList<CodeableConcept> Type { get; init; } = [];
    public required string Name { get; init; }
    public IReadOnlyList<ContactPoint> Telecom { get; init; } = [];
}
