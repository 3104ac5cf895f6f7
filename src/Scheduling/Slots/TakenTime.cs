namespace IntegratedCare.Scheduling.Slots;

/// <summary>The stretches of one resource that are given away, or in which it is absent.</summary>
internal sealed class TakenTime
{
    private readonly Interval[] inOrder;

    /// <summary>Of claims as they are read: in order, and none overlaps another.</summary>
    public TakenTime(List<Interval> claims) => inOrder = [.. claims];

    public TakenTime(IEnumerable<Interval> stretches)
    {
        var merged = new List<Interval>();
        foreach (var stretch in stretches.OrderBy(s => s.Start))
        {
            // Claims never overlap, absences may: leave and a training day within it.
            if (merged.Count > 0 && stretch.Start <= merged[^1].End)
                merged[^1] = merged[^1] with { End = stretch.End > merged[^1].End ? stretch.End : merged[^1].End };
            else merged.Add(stretch);
        }

        inOrder = [.. merged];
    }

    public bool Overlaps(Interval time)
    {
        var (low, high) = (0, inOrder.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (inOrder[middle].End <= time.Start) low = middle + 1;
            else high = middle;
        }

        return low < inOrder.Length && inOrder[low].Start < time.End;
    }
}
