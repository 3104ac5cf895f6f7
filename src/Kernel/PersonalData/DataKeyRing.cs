using System.Diagnostics.CodeAnalysis;
using IntegratedCare.Kernel.Errors;

namespace IntegratedCare.Kernel.PersonalData;

/// <summary>The service's data keys, unwrapped and in memory, so that a value costs no question to the database.</summary>
/// <remarks>
/// Another replica may make a key at any time. The ring is read again when a value names a key it does not know, and before it encrypts with
/// knowledge that is older than five minutes: a retired key is destroyed a good deal later than that (<see cref="DataKeyPolicy"/>), so no value is
/// ever left without its key.
/// </remarks>
/// <param name="read">Reads the keys from where they are kept.</param>
/// <param name="time">Tells how old the knowledge is.</param>
public sealed class DataKeyRing(Func<OpenDataKeys> read, TimeProvider time)
{
    internal static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(5);

    // A value that was tampered with names a key that nobody has: it must not make each request a question to the database.
    private static readonly TimeSpan UnknownAskedEvery = TimeSpan.FromSeconds(1);

    private readonly Lock reading = new();
    private volatile Reading? latest;
    private long? fruitlessAt;      // when the keys were last read again for one that nobody has; null: never

    /// <summary>The key under which new values are encrypted.</summary>
    internal (int Id, byte[] Key) Current
    {
        get
        {
            var keys = NotOlderThan(FreshFor).Keys;
            return keys.CurrentId is { } id && keys.ById.TryGetValue(id, out var key)
                ? (id, key)
                : throw new ServiceUnavailableException("The data key for new values does not open under the keys of this replica.");
        }
    }

    internal bool TryFind(int id, [NotNullWhen(true)] out byte[]? key)
    {
        if (NotOlderThan(TimeSpan.MaxValue).Keys.ById.TryGetValue(id, out key)) return true;
        lock (reading)
        {
            if (latest is { } meanwhile && meanwhile.Keys.ById.TryGetValue(id, out key)) return true;
            if (fruitlessAt is { } asked && time.GetElapsedTime(asked) < UnknownAskedEvery) return false;
            if (NotOlderThan(TimeSpan.Zero).Keys.ById.TryGetValue(id, out key)) return true;
            fruitlessAt = time.GetTimestamp();
            return false;
        }
    }

    /// <summary>Reads the keys now.</summary>
    internal void Refresh() => NotOlderThan(TimeSpan.Zero);

    private Reading NotOlderThan(TimeSpan ageMax)
    {
        if (latest is { } known && IsYounger(known, ageMax)) return known;
        lock (reading)
        {
            if (latest is { } meanwhile && IsYounger(meanwhile, ageMax)) return meanwhile;
            var asked = time.GetTimestamp();
            var keys = read();

            // A key that was known and cannot be unwrapped any more (another replica changed what wraps it) still reads its values.
            var before = latest?.Keys.ById ?? new Dictionary<int, byte[]>();
            var byId = before.Where(key => keys.Kept.Contains(key.Key)).ToDictionary();
            foreach (var (id, key) in keys.ById) byId[id] = key;
            return latest = new(keys with { ById = byId }, asked);
        }
    }

    private bool IsYounger(Reading known, TimeSpan ageMax) => time.GetElapsedTime(known.At) < ageMax;

    private sealed record Reading(OpenDataKeys Keys, long At);
}

/// <summary>What one reading of the data keys found.</summary>
/// <param name="ById">Those that could be unwrapped.</param>
/// <param name="Kept">The ids of all that have not been destroyed.</param>
/// <param name="CurrentId">The one for new values; null where none has been made yet.</param>
public sealed record OpenDataKeys(IReadOnlyDictionary<int, byte[]> ById, IReadOnlySet<int> Kept, int? CurrentId);
