namespace IntegratedCare.Scheduling.Fhir.Received;

/// <summary>A ServiceRequest as it is sent to us.</summary>
internal sealed record ServiceRequestRequest : ResourceReceived
{
    private static readonly string[] Others =
    [
        "identifier", "instantiatesCanonical", "instantiatesUri", "basedOn", "replaces", "requisition", "doNotPerform", "code", "orderDetail",
        "quantityQuantity", "quantityRatio", "quantityRange", "encounter", "occurrenceDateTime", "occurrencePeriod", "occurrenceTiming",
        "asNeededBoolean", "asNeededCodeableConcept", "requester", "performerType", "locationCode", "locationReference", "reasonReference",
        "insurance", "supportingInfo", "specimen", "bodySite", "note", "patientInstruction", "relevantHistory", "authoredOn",
    ];

    public string? Status { get; init; }
    public string? Intent { get; init; }
    public IReadOnlyList<ConceptReceived>? Category { get; init; }
    public string? Priority { get; init; }
    public ReferenceReceived? Subject { get; init; }
    public IReadOnlyList<ReferenceReceived>? Performer { get; init; }
    public IReadOnlyList<ConceptReceived>? ReasonCode { get; init; }

    internal override string Type => "ServiceRequest";
    internal override IReadOnlyCollection<string> Elements => Others;

    public static async ValueTask<ServiceRequestRequest?> BindAsync(HttpContext context) =>
        await ResourceBody.ReadAsync<ServiceRequestRequest>(context);
}
