using System.Text.Json.Serialization;

namespace IntegratedCare.Scheduling.Fhir.Received;

/// <summary>An Appointment as it is sent to us.</summary>
internal sealed record AppointmentRequest : ResourceReceived
{
    private static readonly string[] Others =
    [
        "identifier", "serviceCategory", "serviceType", "specialty", "appointmentType", "reasonReference", "description", "supportingInformation",
        "minutesDuration", "created", "comment", "patientInstruction", "requestedPeriod",
    ];

    public string? Status { get; init; }
    [JsonPropertyName("cancelationReason")] public ConceptReceived? CancellationReason { get; init; }
    public IReadOnlyList<ConceptReceived>? ReasonCode { get; init; }
    public int? Priority { get; init; }
    public DateTimeOffset? Start { get; init; }
    public DateTimeOffset? End { get; init; }
    public IReadOnlyList<ReferenceReceived>? Slot { get; init; }
    public IReadOnlyList<ReferenceReceived>? BasedOn { get; init; }
    public IReadOnlyList<ParticipantReceived>? Participant { get; init; }

    internal override string Type => "Appointment";
    internal override IReadOnlyCollection<string> Elements => Others;

    public static async ValueTask<AppointmentRequest?> BindAsync(HttpContext context) => await ResourceBody.ReadAsync<AppointmentRequest>(context);
}
