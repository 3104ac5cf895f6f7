using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>It is no longer kept whose booking this was: whoever holds the person beside the booking forgets them.</summary>
/// <remarks>
/// <c>Sequence</c> counts the events of one booking from 1, and this is the last: an earlier one that is heard after it must not bring the
/// person back. It names nobody, neither by number nor by pseudonym.
/// </remarks>
[MessageUrn("scheduling:booking-erased:v1"), EntityName("scheduling.booking-erased.v1")]
public sealed record BookingErased(
    Guid BookingId,
    int Sequence,
    DateTimeOffset OccurredAt);
