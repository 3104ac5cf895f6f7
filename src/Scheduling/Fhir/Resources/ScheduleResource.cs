using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.Scheduling.Fhir.Resources;

/// <summary>hl7.org/fhir/R4/schedule.html</summary>
internal sealed record ScheduleResource : Resource
{
    public override string ResourceType => "Schedule";
    public required bool Active { get; init; }
    public required IReadOnlyList<CodeableConcept> ServiceType { get; init; }
    public required IReadOnlyList<Reference> Actor { get; init; }
    public required Period PlanningHorizon { get; init; }
    public string? Comment { get; init; }
}
