namespace IntegratedCare.DirectoryOfServices.Search.Index;

/// <summary>One kind of tag over all documents of a segment: who has which, and who has none.</summary>
internal sealed class TagColumn
{
    private readonly Dictionary<string, DocumentSet> sets;

    private TagColumn(Dictionary<string, DocumentSet> sets, ulong[] untagged) => (this.sets, Untagged) = (sets, untagged);

    /// <summary>Documents without any tag of the kind.</summary>
    public ulong[] Untagged { get; }

    public IReadOnlyDictionary<string, DocumentSet> Sets => sets;

    public DocumentSet? this[string tag] => sets.GetValueOrDefault(tag);

    public static TagColumn Of(Dictionary<string, List<int>> documentsOf, int total)
    {
        var untagged = Bits.All(total);
        foreach (var document in documentsOf.Values.SelectMany(documents => documents)) Bits.Clear(untagged, document);
        return new(
            documentsOf.ToDictionary(pair => pair.Key, pair => DocumentSet.Of([.. pair.Value], total), StringComparer.Ordinal), untagged);
    }

    public IEnumerable<string> TagsOf(int document) => sets.Where(pair => pair.Value.Has(document)).Select(pair => pair.Key);
}
