using IntegratedCare.Kernel.Time;
using IntegratedCare.Scheduling.Referrals;
using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.WaitingList;

/// <summary>Somebody who waits, and what fits them: teams of a neighbourhood (null: of any), nothing before a day (null: any day).</summary>
internal sealed record WaitingOne(ServiceRequestId Request, string? Neighbourhood, DateOnly? From);

/// <summary>What is free of a service for those who wait: searched once for all whom the same fits, until something is taken.</summary>
internal sealed class FreeForWaiting(SchedulingDb db, ServiceRota rota, DateTimeOffset lastStart, DateTimeOffset now)
{
    private const int SlotsLookedAt = 10;
    private readonly Dictionary<(string?, DateOnly?), (int Limit, IReadOnlyList<Slot> Slots)> found = [];

    public ServiceRota Rota => rota;

    public DateTimeOffset Now => now;

    /// <summary>How many times the diary was searched.</summary>
    public int Searches { get; private set; }

    /// <summary>True where it is known that nothing is free that would fit.</summary>
    public bool IsNone(WaitingOne waiting) => found.TryGetValue(KeyOf(waiting), out var known) && known.Slots.Count == 0;

    /// <summary>The earliest that would fit, and as many more as the person has been offered before.</summary>
    public async Task<IReadOnlyList<Slot>> ForAsync(WaitingOne waiting, int more, CancellationToken cancellationToken)
    {
        var limit = SlotsLookedAt + more;
        if (found.TryGetValue(KeyOf(waiting), out var known) && (known.Limit >= limit || known.Slots.Count < known.Limit)) return known.Slots;

        var (neighbourhood, date) = KeyOf(waiting);
        var slots = await SearchAsync(neighbourhood, date is { } day ? LondonTime.StartOf(day) : now + AnswerWindow.NoticeMin, limit, cancellationToken);
        found[KeyOf(waiting)] = (limit, slots);
        return slots;
    }

    /// <summary>A time has been taken: what was free may not be. What was full is full still.</summary>
    public void HaveChanged()
    {
        foreach (var (key, _) in found.Where(one => one.Value.Slots.Count > 0).ToList()) found.Remove(key);
    }

    private async Task<IReadOnlyList<Slot>> SearchAsync(
        string? neighbourhood, DateTimeOffset from, int limit, CancellationToken cancellationToken)
    {
        var teams = rota.Teams.Where(t => neighbourhood is null || t.Neighbourhoods.Contains(neighbourhood)).ToList();
        if (from > lastStart || teams.Count == 0) return [];
        Searches++;
        return await db.FreeSlotsAsync(rota, teams, new(from, lastStart), limit, now, cancellationToken);
    }

    // A day that has begun keeps nobody from anything.
    private (string? Neighbourhood, DateOnly? From) KeyOf(WaitingOne waiting) =>
        (waiting.Neighbourhood, waiting.From is { } date && LondonTime.StartOf(date) > now + AnswerWindow.NoticeMin ? date : null);
}
