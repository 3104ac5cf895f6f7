using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.Claims;

/// <summary>What is given away from yesterday on, kept in memory and read on with each search: only what has changed is read from the diary again.</summary>
/// <remarks>
/// Whatever was committed before a search began is in what it is given, wherever it was committed: who begins waits for a reading that began later than
/// they did, their own or one that many share. The reading asks for each change that its last snapshot did not show (<see cref="ClaimChange"/>), however
/// the transactions were numbered and in whatever order they committed, and reads those days anew. A hold that ends by itself changes no row: when its
/// time has come its day is read anew too, and again with each search until the claim is swept, for somebody may be just confirming it. The book begins
/// afresh each day, and where it cannot be read on: when changes that it has not seen were swept away, or the database's server began anew or is
/// another, which may count transactions otherwise.
/// </remarks>
internal sealed class TakenBook(TimeProvider time) : IDisposable
{
    private const int ResourcesMax = 20_000;

    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<ResourceId, TakenTime> kept = [];
    private readonly HashSet<ClaimsSought> lapsed = [];     // days in which a hold had expired when they were read, and its claim still stood
    private DiarySnapshot? snapshot;
    private DateTime firstDay;
    private DateTime nextLapse = DateTime.MaxValue;
    private long readAt;

    /// <summary>What each of the resources has given away, as it is committed. Not for who has taken some of it in a transaction of their own.</summary>
    public async Task<IReadOnlyDictionary<ResourceId, TakenTime>> OfAsync(
        SchedulingDb db, IReadOnlyCollection<ResourceId> resources, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is not null) throw new InvalidOperationException("What a transaction has taken itself stands in the diary, not in the book.");
        var asked = time.GetTimestamp();
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (snapshot is null || readAt < asked || time.GetUtcNow().UtcDateTime >= nextLapse || !resources.All(kept.ContainsKey))
                await ReadOnAsync(db, resources, cancellationToken);
            var taken = new Dictionary<ResourceId, TakenTime>(resources.Count);
            foreach (var resource in resources) taken[resource] = kept[resource];
            return taken;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task ReadOnAsync(SchedulingDb db, IReadOnlyCollection<ResourceId> resources, CancellationToken cancellationToken)
    {
        var (began, now) = (time.GetTimestamp(), time.GetUtcNow());
        var read = await db.ClaimChangesSinceAsync(snapshot, cancellationToken);
        var yesterday = now.UtcDateTime.Date.AddDays(-1);
        if (!read.IsWhole || firstDay != yesterday || kept.Count > ResourcesMax) Forget();
        firstDay = yesterday;

        var sought = new HashSet<ClaimsSought>(lapsed);
        foreach (var (resource, startsAt) in read.Changes.Concat(LapsedBy(now.UtcDateTime)))
        {
            if (kept.ContainsKey(resource)) sought.Add(ClaimsSought.OfDay(resource, startsAt));
        }

        foreach (var resource in resources)
        {
            if (!kept.ContainsKey(resource)) sought.Add(new(resource, firstDay, DateTime.MaxValue));
        }

        if (sought.Count > 0) Take(sought, await db.ClaimsBeginningInAsync(sought, cancellationToken), now.UtcDateTime);
        (snapshot, readAt) = (read.Now, began);
    }

    private void Forget()
    {
        kept.Clear();
        lapsed.Clear();
    }

    private IEnumerable<ClaimChanged> LapsedBy(DateTime now) => now < nextLapse
        ? []
        : kept.SelectMany(k => k.Value.LapsedBy(now).Select(stretch => new ClaimChanged(k.Key, stretch.Start)));

    private void Take(HashSet<ClaimsSought> sought, List<(ResourceId Resource, TakenStretch Time)> claims, DateTime now)
    {
        var standing = claims.Where(c => c.Time.LapsesAt > now).ToLookup(c => c.Resource, c => c.Time);
        foreach (var (resource, from, until) in sought)
        {
            var before = kept.GetValueOrDefault(resource, TakenTime.Nothing);
            kept[resource] = before.With(from, until, standing[resource].Where(c => c.Start >= from && c.Start < until));
        }

        lapsed.Clear();
        lapsed.UnionWith(claims.Where(c => c.Time.LapsesAt <= now).Select(c => ClaimsSought.OfDay(c.Resource, c.Time.Start)));
        nextLapse = kept.Values.Min(taken => taken.LapsesAt);
    }
}
