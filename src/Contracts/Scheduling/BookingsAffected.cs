using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>The future bookings that a quality restriction touches, found when Scheduling heard of it.</summary>
/// <remarks>
/// A long list comes in several events: <c>Part</c> runs from 1 to <c>Parts</c>. Where nothing is booked one event with no bookings is
/// published, so that the reader knows that somebody looked.
/// </remarks>
[MessageUrn("scheduling:bookings-affected:v1"), EntityName("scheduling.bookings-affected.v1")]
public sealed record BookingsAffected(
    Guid RestrictionId,
    Guid ServiceId,
    int Part,
    int Parts,
    IReadOnlyList<AffectedBooking> Bookings,
    DateTimeOffset OccurredAt);
