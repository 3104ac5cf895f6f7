using System.Text.Json.Serialization;
using IntegratedCare.Kernel.Fhir.Resources;

namespace IntegratedCare.Scheduling.Fhir.Resources;

/// <summary>hl7.org/fhir/R4/appointment.html</summary>
internal sealed record AppointmentResource : Resource
{
    public override string ResourceType => "Appointment";
    public required IReadOnlyList<ContainedPatient> Contained { get; init; }
    public required IReadOnlyList<Identifier> Identifier { get; init; }
    public required string Status { get; init; }
    [JsonPropertyName("cancelationReason")] public CodeableConcept? CancellationReason { get; init; }     // FHIR spells it so
    public required IReadOnlyList<CodeableConcept> ServiceType { get; init; }
    public required IReadOnlyList<CodeableConcept> ReasonCode { get; init; }
    public required int Priority { get; init; }
    public required string Start { get; init; }
    public required string End { get; init; }
    public required int MinutesDuration { get; init; }
    public required IReadOnlyList<Reference> Slot { get; init; }
    public required string Created { get; init; }
    public string? PatientInstruction { get; init; }
    public IReadOnlyList<Reference> BasedOn { get; init; } = [];
    public required IReadOnlyList<Participant> Participant { get; init; }
}
