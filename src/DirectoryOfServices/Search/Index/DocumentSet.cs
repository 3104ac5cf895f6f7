namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>The documents that have something in common: bits where they are many, a list where they are few.</summary>
internal sealed class DocumentSet
{
    // Below one document in 64 the list is smaller than the bits, and counted faster.
    private const int SparseShare = 64;

    private readonly int[]? few;
    private readonly ulong[]? many;

    private DocumentSet(int[]? few, ulong[]? many, int count) => (this.few, this.many, Count) = (few, many, count);

    public int Count { get; }

    /// <param name="ascending">The documents, each once, in order.</param>
    /// <param name="total">How many documents there are.</param>
    public static DocumentSet Of(int[] ascending, int total)
    {
        if (ascending.Length < total / SparseShare) return new(ascending, null, ascending.Length);

        var bits = new ulong[Bits.WordsFor(total)];
        foreach (var document in ascending) Bits.Set(bits, document);
        return new(null, bits, ascending.Length);
    }

    public bool Has(int document) =>
        many is not null ? Bits.Has(many, document) : few is not null && Array.BinarySearch(few, document) >= 0;

    public void AddTo(Span<ulong> bits)
    {
        if (many is not null) Bits.Or(bits, many);
        foreach (var document in few ?? []) Bits.Set(bits, document);
    }

    public int CountIn(ReadOnlySpan<ulong> bits)
    {
        if (many is not null) return Bits.CountOfBoth(many, bits);

        var count = 0;
        foreach (var document in few ?? []) count += Bits.Has(bits, document) ? 1 : 0;
        return count;
    }

    /// <summary>Calls back for each document, in order.</summary>
    public void ForEach(Action<int> each)
    {
        foreach (var document in few ?? []) each(document);
        foreach (var document in Bits.Each(many)) each(document);
    }
}
