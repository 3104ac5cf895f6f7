using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.DirectoryOfServices.Fhir.Resources;

/// <summary>hl7.org/fhir/R4/practitionerrole.html</summary>
internal sealed record PractitionerRole : Resource
{
    public override string ResourceType => nameof(PractitionerRole);
    public required bool Active { get; init; }
    public Reference? Practitioner { get; init; }
    public required Reference Organization { get; init; }
    public IReadOnlyList<CodeableConcept> Code { get; init; } = [];
    public IReadOnlyList<Reference> Location { get; init; } = [];
    public IReadOnlyList<Reference> HealthcareService { get; init; } = [];
    public IReadOnlyList<ContactPoint> Telecom { get; init; } = [];
    public IReadOnlyList<AvailableTime> AvailableTime { get; init; } = [];
    public IReadOnlyList<NotAvailable> NotAvailable { get; init; } = [];
    public string? AvailabilityExceptions { get; init; }
}
