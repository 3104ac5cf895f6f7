using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>A service that takes bookings has no free slot left as far ahead as the place books, which is <c>BookableUntil</c>.</summary>
/// <remarks>
/// Told when it comes to be so, not while it stays so; a <see cref="NextSlotChanged"/> of the same <c>Version</c> says it too, and a later one
/// when a slot is free again. Hear this event only where nothing but that matters.
/// </remarks>
[MessageUrn("scheduling:slots-exhausted:v1"), EntityName("scheduling.slots-exhausted.v1")]
public sealed record SlotsExhausted(
    Guid ServiceId,
    long Version,
    DateTimeOffset BookableUntil,
    DateTimeOffset OccurredAt);
