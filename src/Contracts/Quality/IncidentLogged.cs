using MassTransit;

namespace IntegratedCare.Contracts.Quality;

/// <summary>Somebody logged a quality incident. It says what and where, never who, and never that safeguarding is involved.</summary>
/// <remarks><c>EventType</c> and the harms are the camelCase words of the quality API.</remarks>
[MessageUrn("quality:incident-logged:v1"), EntityName("quality.incident-logged.v1")]
public sealed record IncidentLogged(
    Guid IncidentId,
    string EventType,
    Guid? ServiceId,
    string PhysicalHarm,
    string PsychologicalHarm,
    DateTimeOffset OccurredAt);
