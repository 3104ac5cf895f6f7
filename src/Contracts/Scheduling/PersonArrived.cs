using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>The person has come to their booking and waits; whether care was given is told later.</summary>
/// <remarks>
/// <c>Sequence</c> counts the events of one booking from 1; events of one booking may be heard out of order, so each carries
/// what a hearer needs to act without the earlier ones. <c>PersonKey</c> is the keyed pseudonym of the person, never an NHS number.
/// </remarks>
[MessageUrn("scheduling:person-arrived:v1"), EntityName("scheduling.person-arrived.v1")]
public sealed record PersonArrived(
    Guid BookingId,
    int Sequence,
    string Reference,
    string PersonKey,
    Guid ServiceId,
    Guid TeamId,
    Guid? SiteId,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset OccurredAt);
