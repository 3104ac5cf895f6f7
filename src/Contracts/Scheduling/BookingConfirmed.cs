using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>A person holds a time in a team's diary. Published once the booking is stored.</summary>
/// <remarks>
/// <c>Sequence</c> counts the events of one booking from 1; events of one booking may be heard out of order, so each carries
/// what a hearer needs to act without the earlier ones. <c>PersonKey</c> is the keyed pseudonym of the person, never an NHS number.
/// <c>NeighbourhoodCode</c> is the one neighbourhood that the team serves; absent where it serves several or the whole place.
/// </remarks>
[MessageUrn("scheduling:booking-confirmed:v1"), EntityName("scheduling.booking-confirmed.v1")]
public sealed record BookingConfirmed(
    Guid BookingId,
    int Sequence,
    string Reference,
    string PersonKey,
    Guid ServiceId,
    Guid TeamId,
    Guid? SiteId,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string Priority,
    DateOnly ConsultedOn,
    DateTimeOffset OccurredAt,
    string? NeighbourhoodCode = null);
