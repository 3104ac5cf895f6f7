using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.DirectoryOfServices.Fhir.Resources;

/// <summary>hl7.org/fhir/R4/healthcareservice.html</summary>
internal sealed record HealthcareService : Resource
{
    public override string ResourceType => nameof(HealthcareService);
    public IReadOnlyList<Identifier> Identifier { get; init; } = [];
    public required bool Active { get; init; }
    public required Reference ProvidedBy { get; init; }
    public IReadOnlyList<CodeableConcept> Category { get; init; } = [];
    public IReadOnlyList<CodeableConcept> Type { get; init; } = [];
    public IReadOnlyList<CodeableConcept> Specialty { get; init; } = [];
    public IReadOnlyList<Reference> Location { get; init; } = [];
    public required string Name { get; init; }
    public string? Comment { get; init; }
    public string? ExtraDetails { get; init; }
    public IReadOnlyList<ContactPoint> Telecom { get; init; } = [];
    public IReadOnlyList<Reference> CoverageArea { get; init; } = [];
    public IReadOnlyList<CodeableConcept> ServiceProvisionCode { get; init; } = [];
    public IReadOnlyList<EligibilityRule> Eligibility { get; init; } = [];
    public IReadOnlyList<CodeableConcept> Characteristic { get; init; } = [];
    public IReadOnlyList<CodeableConcept> Communication { get; init; } = [];
    public IReadOnlyList<CodeableConcept> ReferralMethod { get; init; } = [];
    public bool? AppointmentRequired { get; init; }    // null: nobody has said
    public IReadOnlyList<AvailableTime> AvailableTime { get; init; } = [];
    public IReadOnlyList<NotAvailable> NotAvailable { get; init; } = [];
    public string? AvailabilityExceptions { get; init; }
    public IReadOnlyList<Reference> Endpoint { get; init; } = [];
}

internal sealed record EligibilityRule(CodeableConcept Code, string? Comment);

internal sealed record AvailableTime(
    IReadOnlyList<string> DaysOfWeek, bool? AllDay, string? AvailableStartTime, string? AvailableEndTime);

internal sealed record NotAvailable(string Description, Period? During);
