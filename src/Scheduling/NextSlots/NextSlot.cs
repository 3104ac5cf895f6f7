using IntegratedCare.Contracts.Scheduling;
using IntegratedCare.Scheduling.CareServices;

namespace IntegratedCare.Scheduling.NextSlots;

/// <summary>What Scheduling last told the world of a service's free slots, and when it looks again.</summary>
internal sealed class NextSlot
{
    /// <summary>Time passes even where nobody books: the horizon moves on and opens another day.</summary>
    public static readonly TimeSpan LooksAgainAfter = TimeSpan.FromMinutes(5);

    /// <summary>However often a service is booked, it is reckoned once in this time at most.</summary>
    public static readonly TimeSpan RestsFor = TimeSpan.FromSeconds(1);

    // A service whose reckoning takes long is reckoned less often, so that one service never has more than this part of a worker.
    private const int ShareOfWorkerMax = 20;

    public required ServiceId Service { get; init; }

    /// <summary>The earliest free start by neighbourhood; a neighbourhood without one is not in it.</summary>
    public Dictionary<string, DateTimeOffset> Starts { get; private set; } = [];

    public bool Exhausted { get; private set; }
    public long Version { get; private set; }    // 0: the world has not been told anything
    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset RestsUntil { get; private set; }

    /// <summary>Null where nothing is free anywhere.</summary>
    public DateTimeOffset? StartsAt => Starts.Count == 0 ? null : Starts.Values.Min();

    /// <summary>Takes what was found over; false where the world knows it already.</summary>
    public bool Take(FreeStarts found)
    {
        if (Exhausted == found.Exhausted && Starts.Count == found.Starts.Count && !Starts.Except(found.Starts).Any()) return false;

        Starts = new(found.Starts, StringComparer.Ordinal);
        Exhausted = found.Exhausted;
        Version++;
        return true;
    }

    /// <summary>Says when to look again: after a rest, when the earliest slot has begun, or when the horizon has moved on.</summary>
    public void Rest(DateTimeOffset now, TimeSpan reckonedFor)
    {
        var rest = reckonedFor * ShareOfWorkerMax;
        RestsUntil = now + (rest > RestsFor ? rest : RestsFor);
        var later = now + LooksAgainAfter;
        DueAt = StartsAt is { } first && first < later ? first : later;
        if (DueAt < RestsUntil) DueAt = RestsUntil;
    }

    public NextSlotChanged Changed(DateTimeOffset now) => new(
        Service.Value, Version, StartsAt,
        [.. Starts.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new NeighbourhoodNextSlot(s.Key, s.Value))], Exhausted, now);
}
