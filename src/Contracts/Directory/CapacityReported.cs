using MassTransit;

namespace IntegratedCare.Contracts.Directory;

/// <summary>A service said how much room it has, and until when that may be believed.</summary>
/// <remarks><c>Status</c>: green, amber or red. After <c>ExpiresAt</c> the capacity is unknown.</remarks>
[MessageUrn("directory:capacity-reported:v1"), EntityName("directory.capacity-reported.v1")]
public sealed record CapacityReported(
    Guid ServiceId,
    string Status,
    DateTimeOffset ReportedAt,
    DateTimeOffset ExpiresAt);
