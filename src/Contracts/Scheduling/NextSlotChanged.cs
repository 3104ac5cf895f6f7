using MassTransit;

namespace IntegratedCare.Contracts.Scheduling;

/// <summary>The next free slot of a service is another one now, or there is none any more.</summary>
/// <remarks>
/// Every event says the whole: <c>StartsAt</c> is the earliest anywhere in the place, absent where nothing is free; a neighbourhood that is
/// not named has none. <c>Exhausted</c>: the service takes bookings and teams give it, but no slot is free as far ahead as the place books.
/// <c>Version</c> grows with every event of the service: a hearer that holds a higher one ignores this one. A slot may be gone by the time
/// somebody wants it; only a hold keeps it.
/// </remarks>
[MessageUrn("scheduling:next-slot-changed:v1"), EntityName("scheduling.next-slot-changed.v1")]
public sealed record NextSlotChanged(
    Guid ServiceId,
    long Version,
    DateTimeOffset? StartsAt,
    IReadOnlyList<NeighbourhoodNextSlot> Neighbourhoods,
    bool Exhausted,
    DateTimeOffset OccurredAt);
