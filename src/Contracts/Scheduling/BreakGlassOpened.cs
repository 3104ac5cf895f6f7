using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>Somebody opened a person's bookings in an emergency, without a relationship: the privacy officer must look at it.</summary>
/// <remarks>It says who and what kind of emergency. Whom it concerns and why stays in Scheduling, for the privacy officer alone.</remarks>
[MessageUrn("scheduling:break-glass-opened:v1"), EntityName("scheduling.break-glass-opened.v1")]
public sealed record BreakGlassOpened(
    Guid GrantId,
    string Subject,
    string Role,
    string? OrganisationCode,
    string Category,
    DateTimeOffset OccurredAt);
