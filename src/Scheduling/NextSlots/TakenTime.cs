using IntegratedCare.Scheduling.Slots;

namespace IntegratedCare.Scheduling.NextSlots;

/// <summary>The stretches of one resource that are given away. No two overlap: the database refuses it.</summary>
internal sealed class TakenTime(IEnumerable<Interval> claims)
{
    private readonly Interval[] inOrder = [.. claims.OrderBy(c => c.Start)];

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
