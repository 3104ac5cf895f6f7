namespace IntegratedCare.Contracts.Scheduling;

/// <summary>When a service's next free slot for one neighbourhood begins, within <see cref="NextSlotChanged"/>.</summary>
public sealed record NeighbourhoodNextSlot(
    string NeighbourhoodCode,
    DateTimeOffset StartsAt);
