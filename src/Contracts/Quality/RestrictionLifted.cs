using MassTransit;

namespace IntegratedCare.Contracts.Quality;

/// <summary>A restriction of a service ended. Other restrictions of the same service may still stand.</summary>
[MessageUrn("quality:restriction-lifted:v1"), EntityName("quality.restriction-lifted.v1")]
public sealed record RestrictionLifted(
    Guid RestrictionId,
    Guid ServiceId,
    DateTimeOffset OccurredAt);
