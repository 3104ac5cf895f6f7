namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>Keeps the best of many keys: a heap with the worst of them on top.</summary>
internal sealed class BestKeys(int size)
{
    private readonly RankKey[] heap = new RankKey[size];
    private int count;

    /// <summary>A key whose first part is greater cannot be among the best.</summary>
    public ulong HighMax => count < heap.Length ? ulong.MaxValue : count == 0 ? 0 : heap[0].High;

    public void Offer(in RankKey key)
    {
        if (count < heap.Length)
        {
            var at = count++;
            while (at > 0 && heap[(at - 1) / 2].CompareTo(key) < 0) (heap[at], at) = (heap[(at - 1) / 2], (at - 1) / 2);
            heap[at] = key;
        }
        else if (count > 0 && key.CompareTo(heap[0]) < 0)
        {
            SinkFromTop(key);
        }
    }

    /// <summary>Best first.</summary>
    public ReadOnlySpan<RankKey> InOrder()
    {
        Array.Sort(heap, 0, count);
        return heap.AsSpan(0, count);
    }

    private void SinkFromTop(in RankKey key)
    {
        var at = 0;
        while (2 * at + 1 < count)
        {
            var child = 2 * at + 1;
            if (child + 1 < count && heap[child + 1].CompareTo(heap[child]) > 0) child++;
            if (heap[child].CompareTo(key) <= 0) break;
            heap[at] = heap[child];
            at = child;
        }

        heap[at] = key;
    }
}
