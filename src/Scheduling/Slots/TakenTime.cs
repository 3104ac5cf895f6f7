namespace IntegratedCare.Scheduling.Slots;

/// <summary>The stretches of one resource that are given away, or in which it is absent. Never changed: what comes later is another one.</summary>
internal sealed class TakenTime
{
    public static readonly TakenTime Nothing = new(Array.Empty<TakenStretch>());

    private readonly TakenStretch[] inOrder;
    private readonly DateTime[] reach;      // by when all up to here are over: some lie on top of others, and the last to begin may be the first to end

    public TakenTime(IEnumerable<Interval> stretches) : this(stretches.Select(TakenStretch.ForGood)) { }

    public TakenTime(IEnumerable<TakenStretch> stretches)
    {
        inOrder = [.. stretches.OrderBy(s => s.Start)];
        reach = new DateTime[inOrder.Length];
        LapsesAt = DateTime.MaxValue;
        for (var at = 0; at < inOrder.Length; at++)
        {
            reach[at] = at > 0 && reach[at - 1] > inOrder[at].End ? reach[at - 1] : inOrder[at].End;
            if (inOrder[at].LapsesAt < LapsesAt) LapsesAt = inOrder[at].LapsesAt;
        }
    }

    /// <summary>When the first of its holds ends by itself; never, where it has none.</summary>
    public DateTime LapsesAt { get; }

    public bool Overlaps(Interval time) => Overlaps(time.Start.UtcDateTime, time.End.UtcDateTime);

    public bool Overlaps(DateTime start, DateTime end)
    {
        var begun = BegunBy(end);
        return begun > 0 && reach[begun - 1] > start;
    }

    /// <summary>The same for who asks in the order of time: how many had begun by the end that was asked about before is where it goes on.</summary>
    public bool Overlaps(DateTime start, DateTime end, ref int begun)
    {
        while (begun < inOrder.Length && inOrder[begun].Start < end) begun++;
        return begun > 0 && reach[begun - 1] > start;
    }

    /// <summary>How many begin before the instant.</summary>
    public int BegunBy(DateTime instant)
    {
        var (low, high) = (0, inOrder.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (inOrder[middle].Start < instant) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>The stretches whose hold has ended by itself.</summary>
    public IEnumerable<TakenStretch> LapsedBy(DateTime now) => LapsesAt > now ? [] : inOrder.Where(s => s.LapsesAt <= now);

    /// <summary>The same with others in place of the stretches that begin within a time.</summary>
    public TakenTime With(DateTime from, DateTime until, IEnumerable<TakenStretch> stretches) =>
        new(inOrder.Where(s => s.Start < from || s.Start >= until).Concat(stretches));
}

/// <summary>A stretch that is taken, in UTC: until it is given back, or until the hold that has it lapses.</summary>
internal readonly record struct TakenStretch(DateTime Start, DateTime End, DateTime LapsesAt)
{
    public static TakenStretch ForGood(Interval time) => new(time.Start.UtcDateTime, time.End.UtcDateTime, DateTime.MaxValue);
}
