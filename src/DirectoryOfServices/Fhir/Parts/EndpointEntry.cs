using IntegratedCare.DirectoryOfServices.CareServices;

namespace IntegratedCare.DirectoryOfServices.Fhir.Parts;

/// <summary>A connection point of a service under an id of its own, by which FHIR's Endpoint is read. A trigger keeps it.</summary>
/// <remarks>The id follows from the service, the type and the name, so that another address is the same endpoint.</remarks>
internal sealed class EndpointEntry
{
    public required Guid Id { get; init; }
    public required ServiceId ServiceId { get; init; }

    /// <summary>Which of the service's connection points it is, from 1.</summary>
    public required int Position { get; init; }
    public required string Type { get; init; }
}
