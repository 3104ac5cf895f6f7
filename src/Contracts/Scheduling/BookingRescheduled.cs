using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>A booking moved to another time, perhaps another team; it was never without one.</summary>
/// <remarks>
/// <c>Sequence</c> counts the events of one booking from 1; events of one booking may be heard out of order, so each carries
/// what a hearer needs to act without the earlier ones. <c>PersonKey</c> is the keyed pseudonym of the person, never an NHS number.
/// <c>NeighbourhoodCode</c> is the one neighbourhood that the team serves; absent where it serves several or the whole place.
/// </remarks>
[MessageUrn("scheduling:booking-rescheduled:v1"), EntityName("scheduling.booking-rescheduled.v1")]
public sealed record BookingRescheduled(
    Guid BookingId,
    int Sequence,
    string Reference,
    string PersonKey,
    Guid ServiceId,
    Guid TeamId,
    Guid? SiteId,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset PreviousStartsAt,
    DateTimeOffset OccurredAt,
    string? NeighbourhoodCode = null);
