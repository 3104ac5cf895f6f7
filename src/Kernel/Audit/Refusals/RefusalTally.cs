namespace IntegratedCare.Kernel.Audit.Refusals;

/// <summary>What of many refusals is alike: who, where, and why not.</summary>
internal sealed record RefusalKind(
    string Subject, string Role, string? OrganisationCode, string Action, string RecordType, string Code)
{
    /// <summary>Somebody without a token, or with one that does not hold: who, nobody knows, and no address is kept.</summary>
    public const string Unknown = "unknown";

    /// <summary>What is counted together once there are too many kinds to tell apart.</summary>
    public static readonly RefusalKind Several = new("several", Unknown, null, "several", "refusals", "several");
}

/// <summary>Bounds what refusals may write: the first of each kind in a minute one by one, of the rest their number.</summary>
internal sealed class RefusalTally(TimeProvider time)
{
    internal const int EachKindPerMinuteMax = 20;
    internal const int PerMinuteMax = 1_000;
    internal const int KindsMax = 1_000;

    private readonly Lock gate = new();
    private readonly Dictionary<RefusalKind, int> seen = [];
    private readonly Dictionary<RefusalKind, long> unwritten = [];
    private long minute;
    private int written;

    /// <summary>True where this refusal is to be written by itself; otherwise it is counted.</summary>
    public bool Admits(RefusalKind kind)
    {
        lock (gate)
        {
            var now = time.GetUtcNow().ToUnixTimeSeconds() / 60;
            if (now != minute)
            {
                (minute, written) = (now, 0);
                seen.Clear();
            }

            var count = seen.GetValueOrDefault(kind);
            // Who has no token at all is counted only: it costs nothing to come without one.
            var most = kind.Subject == RefusalKind.Unknown && kind.Code == NoToken ? 0 : EachKindPerMinuteMax;
            if (count < most && written < PerMinuteMax && (count > 0 || seen.Count < KindsMax))
            {
                seen[kind] = count + 1;
                written++;
                return true;
            }

            Count(kind, 1);
            return false;
        }
    }

    /// <summary>The numbers of those that were not written by themselves; from here on they are the caller's.</summary>
    public IReadOnlyDictionary<RefusalKind, long> Take()
    {
        lock (gate)
        {
            var taken = unwritten.ToDictionary();
            unwritten.Clear();
            return taken;
        }
    }

    /// <summary>Gives back what could not be written, or counts what could not be written by itself.</summary>
    public void Return(IEnumerable<KeyValuePair<RefusalKind, long>> counts)
    {
        lock (gate)
        {
            foreach (var (kind, count) in counts) Count(kind, count);
        }
    }

    internal const string NoToken = "request.unauthenticated";

    private void Count(RefusalKind kind, long count)
    {
        var counted = unwritten.ContainsKey(kind) || unwritten.Count < KindsMax ? kind : RefusalKind.Several;
        unwritten[counted] = unwritten.GetValueOrDefault(counted) + count;
    }
}
