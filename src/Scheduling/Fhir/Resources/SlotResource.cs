using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.Scheduling.Fhir.Resources;

/// <summary>hl7.org/fhir/R4/slot.html</summary>
internal sealed record SlotResource : Resource
{
    public override string ResourceType => "Slot";
    public required IReadOnlyList<CodeableConcept> ServiceType { get; init; }
    public required Reference Schedule { get; init; }
    public required string Status { get; init; }
    public required string Start { get; init; }
    public required string End { get; init; }
}
