using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.Scheduling.Fhir.Resources;

/// <summary>hl7.org/fhir/R4/servicerequest.html</summary>
internal sealed record ServiceRequestResource : Resource
{
    public override string ResourceType => "ServiceRequest";
    public required IReadOnlyList<ContainedPatient> Contained { get; init; }
    public required IReadOnlyList<Identifier> Identifier { get; init; }
    public required string Status { get; init; }
    public required string Intent { get; init; }
    public required IReadOnlyList<CodeableConcept> Category { get; init; }
    public required string Priority { get; init; }
    public required CodeableConcept Code { get; init; }
    public required Reference Subject { get; init; }
    public required Period OccurrencePeriod { get; init; }
    public required string AuthoredOn { get; init; }
    public Reference? Requester { get; init; }
    public required IReadOnlyList<Reference> Performer { get; init; }
    public required IReadOnlyList<CodeableConcept> ReasonCode { get; init; }
    public IReadOnlyList<Annotation> Note { get; init; } = [];
}
