using MassTransit;

namespace IntegratedCare.Contracts.Quality;

/// <summary>The chief nurse's office restricted a service: nobody may book it until the restriction is lifted.</summary>
/// <remarks><c>Level</c>: noNewBookings or suspended. A lift may be heard before the restriction that it ends.</remarks>
[MessageUrn("quality:service-restricted:v1"), EntityName("quality.service-restricted.v1")]
public sealed record ServiceRestricted(
    Guid RestrictionId,
    Guid ServiceId,
    string Level,
    DateTimeOffset OccurredAt);
